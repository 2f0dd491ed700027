package io.diabolo.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.diabolo.directory.LegalBases;
import io.diabolo.directory.LegalBasis;
import io.diabolo.platform.Jobs;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Merges;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** Two records of one person that become one: what they objected to, asked for and agreed to stands for both. */
@DiaboloTest
class MergedPeopleTest {
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 3);
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Merges merges;
    private final Undo undo;
    private final LegalBases bases;
    private final Erasures erasures;
    private final Erasing erasing;
    private final Retention retention;
    private final GatherPerson gather;

    MergedPeopleTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Merges merges,
            Undo undo,
            LegalBases bases,
            Erasures erasures,
            Erasing erasing,
            Retention retention,
            GatherPerson gather) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.merges = merges;
        this.undo = undo;
        this.bases = bases;
        this.erasures = erasures;
        this.erasing = erasing;
        this.retention = retention;
        this.gather = gather;
    }

    private UUID person(Given given, String name, String... more) {
        var values = new java.util.HashMap<String, String>(Map.of("last_name", name));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return given.in(() -> records.create(types.byId("person").orElseThrow(), values, given.administrator())
                .record()
                .id());
    }

    private UUID merge(Given given, UUID survivor, UUID... losers) {
        var wanted = new Merges.Wanted(survivor, Arrays.asList(losers), Map.of("consent", survivor), Map.of());
        var done = (Merges.Answer.Done)
                given.in(() -> merges.merge(types.byId("person").orElseThrow(), wanted, given.administrator()));
        return done.changeSet();
    }

    private void say(Given given, UUID person, String channel, String basis, String state, String proof) {
        given.run(() -> bases.say(
                person,
                new LegalBases.Said(channel, "prospecting", basis, state, MARCH, proof, null, "source of " + proof),
                given.administrator()));
    }

    private String basis(Given given, UUID person, String channel) {
        return given.in(() -> sql.fetchSingle("select " + channel + "_basis from person where id = ?", person)
                .get(0, String.class));
    }

    private List<LegalBasis> holding(Given given, UUID person) {
        return given.in(() -> bases.of(person, given.administrator()).stream()
                .filter(LegalBasis::holds)
                .toList());
    }

    private Map<String, String> world(Given given) {
        var world = new java.util.HashMap<String, String>();
        for (var table : List.of("person", "legal_basis", "retention_exception")) {
            world.put(
                    table,
                    given.in(() -> sql.fetchSingle("select coalesce(string_agg(line, e'\\n' order by line), '') from"
                                    + " (select (to_jsonb(t) - 'version' - 'updated_at')::text as line from " + table
                                    + " t) lines")
                            .get(0, String.class)));
        }
        return world;
    }

    @Test
    void an_objection_stands_with_its_proof_though_the_survivor_agreed_later_and_unmerge_gives_both_theirs(
            Given given) {
        var objector = person(given, "Roux", "consent", "opted_out");
        say(given, objector, "email", "legitimate_interest", "objected", "letter");
        say(given, objector, "phone", "consent", "granted", "form");
        var survivor = person(given, "Roux", "consent", "opted_in");
        say(given, survivor, "email", "consent", "granted", "fair");
        var before = world(given);

        var changeSet = merge(given, survivor, objector);

        assertThat(basis(given, survivor, "email")).isEqualTo("objected");
        assertThat(basis(given, survivor, "phone")).isEqualTo("consent");
        assertThat(holding(given, survivor))
                .extracting(LegalBasis::channel, LegalBasis::state, LegalBasis::proof, LegalBasis::source)
                .containsExactlyInAnyOrder(
                        tuple("email", "objected", "letter", "source of letter"),
                        tuple("phone", "granted", "form", "source of form"));
        assertThat(given.in(() -> bases.allowed(survivor))).containsEntry("email", false);

        given.run(() -> undo.reverseNow(changeSet, given.administrator()));
        assertThat(world(given)).isEqualTo(before);
        assertThat(basis(given, survivor, "email")).isEqualTo("consent");
        assertThat(basis(given, objector, "email")).isEqualTo("objected");
    }

    @Test
    void an_objection_of_the_survivor_is_not_outdone_by_any_of_those_merged(Given given) {
        var survivor = person(given, "Roux");
        say(given, survivor, "phone", "legitimate_interest", "objected", "call");
        var one = person(given, "Roux");
        say(given, one, "phone", "consent", "granted", "form");
        var other = person(given, "Roux");
        say(given, other, "email", "contract", "granted", "order");

        merge(given, survivor, one, other);

        assertThat(basis(given, survivor, "phone")).isEqualTo("objected");
        assertThat(basis(given, survivor, "email")).isEqualTo("contract");
        assertThat(holding(given, survivor))
                .extracting(LegalBasis::channel, LegalBasis::state)
                .containsExactlyInAnyOrder(tuple("phone", "objected"), tuple("email", "granted"));
    }

    @Test
    void an_erasure_that_was_asked_for_before_the_merge_erases_the_survivor_too(Given given) {
        var me = given.administrator();
        var asked = person(given, "Roux", "email", "lea.roux@nowhere.example");
        var survivor = person(given, "Roux", "mobile", "0612345678");
        var erasure = given.in(() -> erasures.note(asked, "person", MARCH, me));
        var both = given.in(() -> erasures.note(survivor, "person", MARCH, me));
        merge(given, survivor, asked);

        WorkspaceScope.run(given.workspace(), () -> erasing.run(List.of(erasure)));
        WorkspaceScope.run(given.workspace(), () -> erasing.run(List.of(both)));

        assertThat(given.<Long>in(
                        () -> sql.fetchSingle("select count(*) from person").get(0, Long.class)))
                .isZero();
        assertThat(given.in(() -> erasures.list(null, 5, me)))
                .extracting(Erasures.Proof::state)
                .containsOnly("done");
    }

    @Test
    void who_asks_for_a_merged_record_is_sent_to_the_survivor_and_the_file_tells_of_both(Given given) {
        var me = given.administrator();
        var merged = person(given, "Roux", "city", "Bourg-en-Bresse");
        var survivor = person(given, "Roux", "city", "Lyon");
        merge(given, survivor, merged);

        assertThatThrownBy(
                        () -> given.in(() -> erasures.begin(merged, new Erasures.Request("person", MARCH, "Roux"), me)))
                .isInstanceOf(NoSuchRecord.class);
        assertThat(given.in(() -> erasures.preview(survivor, me)).erased()).containsEntry("person", 2L);
        var file = WorkspaceScope.in(given.workspace(), () -> gather.about(survivor));
        assertThat(file.parts().toString()).contains("Bourg-en-Bresse", "Lyon");
    }

    @Test
    void of_the_days_that_keep_somebody_the_later_counts_and_a_reason_to_keep_one_keeps_both(Given given) {
        var me = given.administrator();
        var today = given.in(retention::today);
        var old = person(given, "Ancien");
        var young = person(given, "Récent");
        var kept = person(given, "Gardé");
        given.run(() -> {
            sql.execute("update person set created_at = now() - interval '5 years'");
            sql.execute("update person set created_at = now() - interval '1 year' where id = ?", young);
            retention.keep(kept, "procès", today.plusMonths(3), me);
        });
        assertThat(given.<Boolean>in(() -> retention.isDue(old))).isTrue();
        var first = merge(given, old, young);
        assertThat(given.<Boolean>in(() -> retention.isDue(old))).isFalse();
        given.run(() -> undo.reverseNow(first, me));
        assertThat(given.<Boolean>in(() -> retention.isDue(old))).isTrue();

        given.run(() -> sql.execute(
                "update person set consent = 'opted_in', consent_at = now() - interval '2 years' where id = ?", kept));
        given.run(() -> sql.execute(
                "update person set consent = 'opted_in', consent_at = now() - interval '4 years' where id = ?", old));
        var second = merge(given, old, kept);
        assertThat(given.<Boolean>in(() -> retention.isDue(old))).isFalse();
        given.run(() -> sql.execute("update person set consent_at = now() - interval '4 years'"));
        assertThat(given.in(() -> retention.preview(0, null, null, 5, me)).rows())
                .extracting(DuePeople.Due::id, DuePeople.Due::reason)
                .containsExactly(tuple(old, "procès"));
        given.run(() -> undo.reverseNow(second, me));
        assertThat(given.<Boolean>in(() -> retention.isDue(old))).isTrue();
        assertThat(given.<Boolean>in(() -> retention.isDue(kept))).isFalse();
    }

    @Test
    void an_erasure_that_a_restore_noted_is_done_again_by_itself(Given given, RepeatErasures repeat) {
        var me = given.administrator();
        var person = person(given, "Roux");
        var erasure = given.in(() -> erasures.note(person, "retention", MARCH, me));
        given.run(() -> sql.execute("update erasure set repeats = true"));
        repeat.everywhere();
        org.awaitility.Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> given.in(() -> erasures.find(erasure, me)).isDone());
        assertThat(given.<Integer>in(() -> sql.fetchCount(io.diabolo.jooq.Tables.PERSON)))
                .isZero();
    }

    @Test
    void an_erasure_comes_again_after_files_that_are_being_written(Given given) {
        var me = given.administrator();
        var person = person(given, "Roux");
        var erasure = given.in(() -> erasures.note(person, "person", MARCH, me));
        given.run(() -> sql.execute(
                "insert into job (kind, title, member_id, state, created_at) values ('export', '', ?, 'running', now() -"
                        + " interval '1 minute')",
                me.member().value()));

        assertThatThrownBy(() -> WorkspaceScope.run(given.workspace(), () -> erasing.run(List.of(erasure))))
                .isInstanceOf(Jobs.Later.class);
        assertThat(given.in(() -> erasures.find(erasure, me)).state()).isEqualTo("running");
        given.run(() -> sql.execute("update job set state = 'done'"));
        WorkspaceScope.run(given.workspace(), () -> erasing.run(List.of(erasure)));
        assertThat(given.in(() -> erasures.find(erasure, me)).state()).isEqualTo("done");
    }
}
