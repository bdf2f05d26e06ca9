package attention.access;

import attention.capacity.AccessMeters;
import attention.front.RequestQuota;
import attention.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Charges what computes to its sender, once it is known who that is. */
final class QuotaFilter extends OncePerRequestFilter {

  private final Accounts accounts;
  private final AccessMeters meters;
  private final HandlerExceptionResolver problems;

  QuotaFilter(Accounts accounts, AccessMeters meters, HandlerExceptionResolver problems) {
    this.accounts = accounts;
    this.meters = meters;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication sender = SecurityContextHolder.getContext().getAuthentication();
    if (sender == null || sender instanceof AnonymousAuthenticationToken) {
      chain.doFilter(request, response);
      return;
    }
    Caller caller = Caller.of(sender);
    Charge charge;
    try {
      charge = Charge.begin(accounts.of(caller), caller.label(), meters, response);
    } catch (ProblemException e) {
      problems.resolveException(request, response, null, e);
      return;
    }
    try (charge) {
      request.setAttribute(RequestQuota.ATTRIBUTE, charge);
      chain.doFilter(request, response);
    }
  }
}
