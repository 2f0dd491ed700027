package io.diabolo.accounts;

import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.Given;
import org.springframework.context.ApplicationContext;

/** The task of every quarter of an hour, done now. */
public final class LookedAtAccounts {
    private LookedAtAccounts() {}

    /** All that it does, so that its next turn has nothing left to do. */
    public static void wholly(Given given, ApplicationContext application) {
        WorkspaceScope.run(
                given.workspace(),
                () -> application.getBean(AccountTasks.Look.class).here());
    }

    public static void now(Given given, ApplicationContext application) {
        given.run(() -> {
            application.getBean(CountAccounts.class).all();
            application.getBean(FindSponsors.class).look();
            application.getBean(FindSuggestions.class).look();
        });
    }
}
