package io.diabolo.accounts;

import io.diabolo.testkit.Given;
import org.springframework.context.ApplicationContext;

/** The task of every quarter of an hour, done now. */
public final class LookedAtAccounts {
    private LookedAtAccounts() {}

    public static void now(Given given, ApplicationContext application) {
        given.run(() -> {
            application.getBean(CountAccounts.class).all();
            application.getBean(FindSponsors.class).look();
            application.getBean(FindSuggestions.class).look();
        });
    }
}
