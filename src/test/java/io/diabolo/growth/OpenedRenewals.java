package io.diabolo.growth;

import io.diabolo.testkit.Given;
import org.springframework.context.ApplicationContext;

/** The task that opens renewals, done now. */
public final class OpenedRenewals {
    private OpenedRenewals() {}

    public static void now(Given given, ApplicationContext application) {
        var opening = application.getBean(OpenRenewals.class);
        given.run(() -> opening.due().forEach(opening::open));
    }
}
