package io.diabolo.testkit;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives each test method a {@link Given} of its own, and beans by type. */
final class GivenParameter implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        // Constructors are Spring's own.
        if (!(parameter.getDeclaringExecutable() instanceof Method)) {
            return false;
        }
        var type = parameter.getParameter().getType();
        return type == Given.class
                || (type.getName().startsWith("io.diabolo.")
                        && SpringExtension.getApplicationContext(context).getBeanNamesForType(type).length == 1);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        var spring = SpringExtension.getApplicationContext(context);
        return type == Given.class ? spring.getBean(Given.Kit.class).given() : spring.getBean(type);
    }
}
