package io.diabolo.journey;

import io.diabolo.platform.Actor;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationEntry.Count;
import io.diabolo.web.NavigationGroup;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** Where hand-offs stand in the navigation, with how many wait. */
@Configuration(proxyBeanMethods = false)
class HandoffNavigation {
    @Bean
    NavigationEntry handoffsEntry(HandoffStore store, TransactionTemplate transactions, Clock time) {
        return NavigationEntry.of(NavigationGroup.TOP, 15, "/handoffs", "handoffs.title")
                .letter("h")
                .counted(me -> {
                    var waiting = transactions.execute(_ -> store.waiting(me, time.instant()));
                    return waiting == null || waiting.count() == 0 ? null : new Count(waiting.count(), waiting.late());
                });
    }

    @Bean
    NavigationEntry handoffTimesEntry() {
        return NavigationEntry.of(NavigationGroup.SETTINGS, 84, "/settings/handoffs", "handoff.times.title")
                .visibleTo(Actor::administrator);
    }
}
