package io.diabolo.records;

import io.diabolo.identity.AccessChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What administrators change about members stands in the log with everything else; it isn't undone with one click. */
@Component
class LogAccessChanges {
    private final ChangeSets changeSets;

    LogAccessChanges(ChangeSets changeSets) {
        this.changeSets = changeSets;
    }

    @EventListener
    void on(AccessChanged change) {
        changeSets.open(change.by(), change.action(), change.title());
    }
}
