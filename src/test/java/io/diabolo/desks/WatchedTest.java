package io.diabolo.desks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.NotAllowed;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** What a manager and Sales Ops watch over. */
@DiaboloTest
class WatchedTest {
    private final DSLContext sql;
    private final Keeping keeping;
    private final MockMvcTester mvc;

    WatchedTest(DSLContext sql, Keeping keeping, MockMvcTester mvc) {
        this.sql = sql;
        this.keeping = keeping;
        this.mvc = mvc;
    }

    private void clock(Given given, String kind, String due, String stopped, String outcome) {
        given.run(() -> sql.execute(
                "insert into clock (kind, subject_type, subject_id, owner_role, started_at, budget, unit, due_at, warn_at,"
                        + " escalate_at, stopped_at, outcome) values (?, 'handoff', ?, 'ae', ?::timestamptz - interval"
                        + " '4 hours', 1, 'days', ?::timestamptz, ?::timestamptz, ?::timestamptz, ?::timestamptz, ?)",
                kind,
                UUID.randomUUID(),
                due,
                due,
                due,
                due,
                stopped.isEmpty() ? null : stopped,
                outcome.isEmpty() ? null : outcome));
    }

    @Test
    void promises_are_counted_by_kind_and_the_weakest_is_named(Given given) {
        var now = Instant.parse("2031-03-10T09:00:00Z");
        for (var day = 1; day <= 4; day++) {
            clock(given, "qualified-lead", "2031-03-0" + day + "T10:00:00Z", "2031-03-0" + day + "T10:00:00Z", "met");
        }
        clock(given, "qualified-lead", "2031-03-05T10:00:00Z", "2031-03-06T10:00:00Z", "breached");
        clock(given, "qualified-lead", "2031-03-05T10:00:00Z", "2031-03-06T10:00:00Z", "cancelled");
        // Too long ago.
        clock(given, "qualified-lead", "2031-01-05T10:00:00Z", "2031-01-06T10:00:00Z", "breached");
        clock(given, "signed-quote", "2031-03-10T08:00:00Z", "", "");
        clock(given, "signed-quote", "2031-03-11T08:00:00Z", "", "");

        var rows = WorkspaceScope.in(given.workspace(), () -> keeping.rows(given.administrator(), now));
        assertThat(rows).extracting(Keeping.Row::kind).containsExactly("qualified-lead", "signed-quote");
        assertThat(rows.getFirst().share()).isEqualTo(0.8);
        assertThat(rows.getFirst().hours()).isEqualTo(4.0);
        assertThat(rows.getLast())
                .extracting(Keeping.Row::running, Keeping.Row::late, Keeping.Row::share)
                .containsExactly(2, 1, null);
        assertThat(Keeping.bottleneck(rows)).isEqualTo(rows.getLast());
        assertThat(Keeping.bottleneck(rows.subList(0, 1))).isNull();
    }

    @Test
    void the_desks_say_it_and_others_dont_read_it(Given given) {
        clock(given, "signed-quote", "2026-01-10T08:00:00Z", "", "");
        var manager = given.member("Marc Attal", "manager");
        var ines = given.member("Inès Roy", "ae");
        var olga = given.member("Olga Petit", "salesops");
        given.run(() -> sql.execute(
                "update member set manager_id = ? where id = ?",
                manager.member().value(),
                ines.member().value()));
        assertThat(mvc.get().uri("/desk/manager").with(given.signedIn(manager)))
                .hasStatusOk()
                .bodyText()
                .contains("Équipe", "1 membre", "1 en retard", "/coaching", "1 membre sans entretien");
        assertThat(mvc.get().uri("/desk/salesops").with(given.signedIn(olga)))
                .hasStatusOk()
                .bodyText()
                .contains("Délais tenus", "1 en retard");
        assertThat(mvc.get().uri("/desk/keeping").with(given.signedIn(olga))).hasStatusOk();
        assertThat(mvc.get().uri("/desk/keeping").with(given.signedIn(ines))).hasStatus(403);
        assertThatThrownBy(() -> WorkspaceScope.in(given.workspace(), () -> keeping.rows(ines, Instant.EPOCH)))
                .isInstanceOf(NotAllowed.class);
        assertThat(mvc.get().uri("/api/v1/clock-keeping").header("Authorization", given.bearer(manager, Scope.READ)))
                .hasStatusOk()
                .bodyText()
                .contains("\"late\":1");
    }
}
