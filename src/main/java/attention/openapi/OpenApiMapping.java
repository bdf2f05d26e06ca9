package attention.openapi;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Leads to the served document before springdoc's own mapping, which would build it each time. */
final class OpenApiMapping extends RequestMappingInfoHandlerMapping {

  OpenApiMapping() {
    setOrder(-1);
  }

  @Override
  protected boolean isHandler(Class<?> beanType) {
    return false;
  }

  @Override
  protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
    return null;
  }
}
