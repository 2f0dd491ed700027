package io.diabolo.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.journey.Journeys;
import io.diabolo.journey.Stage;
import io.diabolo.journey.StageEntry;
import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.ChangeSets;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@DiaboloTest
class RememberedTest {
    private final AtomicInteger counted = new AtomicInteger();
    private final Remembered remembered;
    private final Funnels funnels;
    private final TransactionTemplate reading;

    RememberedTest(ApplicationContext beans, PlatformTransactionManager transactions) {
        this.remembered = beans.getBean(Remembered.class);
        this.funnels = beans.getBean(Funnels.class);
        this.reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    @Test
    void what_was_counted_is_counted_again_only_when_a_journey_changed(
            Given given, Journeys journeys, ChangeSets changes) {
        var me = given.administrator();
        ask(given, me);
        ask(given, me);
        assertThat(counted).hasValue(1);

        ask(given, given.memberWhoSeesOwn("Inès Lambert", "ae"));
        assertThat(counted).as("for other eyes").hasValue(2);

        given.run(() -> {
            var set = changes.open(me, "lead.created", "Léa Martin");
            var journey = journeys.start("new_business", null, set);
            journeys.enter(List.of(new StageEntry(journey, "lead", journey, Stage.LEAD, null, null)), set, me);
            ask(given, me);
            assertThat(counted).as("within a command").hasValue(3);
        });
        ask(given, me);
        ask(given, me);
        assertThat(counted).hasValue(4);
    }

    private void ask(Given given, Actor me) {
        WorkspaceScope.run(
                given.workspace(),
                () -> reading.executeWithoutResult(_ ->
                        remembered.of("how many", funnels.today(), me.visibility(), me, counted::incrementAndGet)));
    }
}
