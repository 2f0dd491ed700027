package io.diabolo.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.importing.Imports;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Scope;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Why somebody may be contacted: noted with its proof, shown, filtered, imported, and taken back. */
@DiaboloTest
class LegalBasesTest {
    private static final LocalDate MARCH = LocalDate.of(2026, 3, 3);
    private final MockMvcTester mvc;
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final LegalBases bases;
    private final Imports imports;
    private final Undo undo;

    LegalBasesTest(
            MockMvcTester mvc,
            DSLContext sql,
            Records records,
            RecordTypes types,
            LegalBases bases,
            Imports imports,
            Undo undo) {
        this.mvc = mvc;
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.bases = bases;
        this.imports = imports;
        this.undo = undo;
    }

    private UUID person(Given given, Map<String, ?> input) {
        return given.in(() -> records.create(types.byId("person").orElseThrow(), input, given.administrator())
                .record()
                .id());
    }

    private static LegalBases.Said said(String channel, String basis, String state, @Nullable String proof) {
        return new LegalBases.Said(channel, "prospecting", basis, state, MARCH, proof, null, "salon");
    }

    private UUID say(Given given, UUID person, LegalBases.Said said, Actor me) {
        return given.in(() -> bases.say(person, said, me));
    }

    @Test
    void the_latest_word_holds_and_undo_gives_the_one_before_back(Given given) {
        var me = given.administrator();
        var person = person(given, Map.of("last_name", "Roux"));
        say(given, person, said("email", "legitimate_interest", "granted", null), me);
        var objection = say(given, person, said("email", "legitimate_interest", "objected", null), me);

        assertThat(given.in(() -> bases.of(person, me)))
                .extracting(LegalBasis::state, LegalBasis::holds)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("objected", true),
                        org.assertj.core.groups.Tuple.tuple("granted", false));
        assertThat(given.in(() -> bases.allowed(person))).containsEntry("email", false);
        assertThat(mvc.get()
                        .uri("/api/v1/people?filter[email_basis]=objected")
                        .header("Authorization", given.bearer(me, Scope.READ)))
                .bodyText()
                .contains("Roux");

        given.in(() -> undo.reverse(objection, me));
        assertThat(given.in(() -> bases.of(person, me)))
                .extracting(LegalBasis::state)
                .containsExactly("granted");
        assertThat(given.in(() -> bases.allowed(person))).containsEntry("email", true);
    }

    @Test
    void a_consumer_is_called_only_with_a_consent_that_has_a_proof(Given given) {
        var me = given.administrator();
        var person = person(given, Map.of("last_name", "Roux", "mobile", "0612345678", "consumer", "true"));
        assertThat(mvc.get().uri("/people/" + person).with(given.signedIn(me)))
                .bodyText()
                .contains("août 2026");
        assertThat(given.in(() -> bases.allowed(person))).containsEntry("phone", false);

        assertThatThrownBy(() -> say(given, person, said("phone", "consent", "granted", " "), me))
                .isInstanceOf(BadInput.class);
        say(given, person, said("phone", "consent", "granted", "formulaire du 3 mars"), me);

        assertThat(given.in(() -> bases.allowed(person))).containsEntry("phone", true);
        assertThat(mvc.get().uri("/people/" + person).with(given.signedIn(me)))
                .bodyText()
                .doesNotContain("août 2026");
    }

    @Test
    void an_objection_shows_on_the_leads_and_deals_of_the_person(Given given) {
        var me = given.administrator();
        var person = person(given, Map.of("last_name", "Roux", "consent", "opted_out"));
        var lead =
                given.in(() -> records.create(types.byId("lead").orElseThrow(), Map.of("person", person.toString()), me)
                        .record()
                        .id());
        assertThat(mvc.get().uri("/leads/" + lead).with(given.signedIn(me)))
                .bodyText()
                .contains("opposée");
    }

    @Test
    void an_import_reads_opt_ins_and_sources_and_takes_no_objection_back(Given given) {
        var out = person(given, Map.of("last_name", "Non", "email", "non@nowhere.example", "consent", "opted_out"));
        var csv = """
            Prénom,Nom,E-mail,Opt-in,Source
            Ada,Oui,oui@nowhere.example,oui,salon 2026
            Bob,Non,non@nowhere.example,oui,annuaire
            Cid,Rien,rien@nowhere.example,,
            """;
        WorkspaceScope.run(
                given.workspace(),
                () -> imports.upload(
                        List.of(new Imports.Upload(
                                "contacts.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)))),
                        Imports.Order.yesNow(),
                        given.administrator()));
        given.run(() -> assertThat(
                        sql.fetch("select last_name || ' ' || consent || ' ' || coalesce(data_source, '') from person"
                                        + " order by 1")
                                .getValues(0, String.class))
                .contains("Oui opted_in salon 2026", "Rien unknown "));
        given.run(() -> assertThat(sql.fetchSingle("select consent from person where id = ?", out)
                        .get(0, String.class))
                .isEqualTo("opted_out"));
    }

    @Test
    void nonsense_is_refused_and_strangers_find_nobody(Given given, Given.Kit worlds) {
        var me = given.administrator();
        var person = person(given, Map.of("last_name", "Roux"));
        for (var bad : new LegalBases.Said[] {
            new LegalBases.Said(null, null, null, null, null, null, null, null),
            new LegalBases.Said("fax", "prospecting", "consent", "granted", MARCH, "x", null, null),
            new LegalBases.Said(
                    "email", "prospecting", "contract", "granted", LocalDate.of(9999, 1, 1), "x", null, null),
            new LegalBases.Said("email", "prospecting", "contract", "granted", MARCH, "x".repeat(5000), null, null),
            new LegalBases.Said("email", "prospecting", "contract", "granted", MARCH, "x", UUID.randomUUID(), null)
        }) {
            assertThatThrownBy(() -> say(given, person, bad, me)).isInstanceOf(BadInput.class);
        }
        var own = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var good = said("email", "contract", "granted", null);
        assertThatThrownBy(() -> say(given, person, good, own)).isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> given.in(() -> bases.of(person, own))).isInstanceOf(NoSuchRecord.class);
        var neighbour = worlds.given();
        assertThatThrownBy(() -> say(neighbour, person, good, neighbour.administrator()))
                .isInstanceOf(NoSuchRecord.class);
    }
}
