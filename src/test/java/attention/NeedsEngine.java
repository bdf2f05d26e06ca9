package attention;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.testcontainers.DockerClientFactory;

/**
 * Needs a container engine. With {@code CI=true} the tests fail where there is none; elsewhere they
 * are left out, and one line says so.
 */
@Tag("container")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsEngine.Condition.class)
@interface NeedsEngine {

  final class Condition implements ExecutionCondition {

    private static final String MISSING =
        "No container engine answers: the container tests are skipped. On Debian, .ci/engine provides one.";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
      logging.setLogLevel("com.github.dockerjava", LogLevel.WARN);
      logging.setLogLevel("org.testcontainers", LogLevel.OFF);
      boolean answers = DockerClientFactory.instance().isDockerAvailable();
      logging.setLogLevel("org.testcontainers", LogLevel.WARN);
      if (answers) {
        return ConditionEvaluationResult.enabled("A container engine answers");
      }
      if (Boolean.parseBoolean(System.getenv("CI"))) {
        throw new IllegalStateException("CI=true, and no container engine answers");
      }
      System.out.println(MISSING);
      return ConditionEvaluationResult.disabled(MISSING);
    }
  }
}
