package io.diabolo.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.BadInput;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class SheetsTest {
    private final Sheets sheets;
    private final SheetTemplates templates;
    private final Records records;
    private final RecordTypes types;
    private final Undo undo;
    private final DSLContext sql;
    private final Given.Kit kit;

    SheetsTest(
            Sheets sheets,
            SheetTemplates templates,
            Records records,
            RecordTypes types,
            Undo undo,
            DSLContext sql,
            Given.Kit kit) {
        this.sheets = sheets;
        this.templates = templates;
        this.records = records;
        this.types = types;
        this.undo = undo;
        this.sql = sql;
        this.kit = kit;
    }

    private UUID lead(Given given) {
        return given.in(() -> records.create(
                        types.byId("lead").orElseThrow(), Map.of("last_name", "Martin"), given.administrator())
                .record()
                .id());
    }

    private static Map<String, Sheets.Said> said(String question, String value) {
        return Map.of(question, new Sheets.Said(value, "Léa Martin", "2026-11-20", "call", "au téléphone"));
    }

    @Test
    void bant_is_the_sheet_until_another_is_chosen(Given given) {
        assertThat(given.in(() -> templates.inUse("lead", Locale.FRANCE)).key()).isEqualTo("bant");
        given.run(() -> templates.use("meddicc", "lead", given.administrator()));
        assertThat(given.in(() -> templates.inUse("lead", Locale.UK)).key()).isEqualTo("meddicc");
    }

    @Test
    void a_choice_is_taken_back_and_reads_in_each_members_language(Given given) {
        var me = given.administrator();
        given.run(() -> templates.use("meddicc", "lead", me));
        given.run(() -> templates.use("spiced", "lead", me));
        var english = given.in(() -> templates.inUse("lead", Locale.UK));
        assertThat(english.questions())
                .isNotEqualTo(
                        given.in(() -> templates.inUse("lead", Locale.FRANCE)).questions());
        assertThat(english.version()).isZero();

        given.run(() -> undo.reverse(chosen(given, 0), me));
        assertThat(given.in(() -> templates.inUse("lead", Locale.UK)).key()).isEqualTo("meddicc");
        given.run(() -> undo.reverse(chosen(given, 1), me));
        assertThat(given.in(() -> templates.all(Locale.UK)))
                .filteredOn(one -> one.isUsedFor("lead"))
                .extracting(SheetTemplate::key)
                .containsExactly("bant");
    }

    private UUID chosen(Given given, int newest) {
        return given.in(() -> sql.fetch(
                        "select id from change_set where action = 'sheet.chosen' order by created_at desc, id desc")
                .get(newest)
                .get(0, UUID.class));
    }

    @Test
    void an_answer_keeps_its_evidence_and_its_history(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        given.in(() -> sheets.answer("lead", lead, said("need", "Suivre les temps"), me));
        var second = given.in(() -> sheets.answer("lead", lead, said("need", "Suivre les coûts"), me));

        var sheet = given.in(() -> sheets.of("lead", lead, me));
        var answer = sheet.entries().getFirst().answer();
        assertThat(answer).isNotNull();
        assertThat(answer.value()).isEqualTo("Suivre les coûts");
        assertThat(answer.saidBy()).isEqualTo("Léa Martin");
        assertThat(answer.member()).isEqualTo("Claire Fontaine");
        assertThat(sheet.completeness()).isEqualTo(25);
        assertThat(given.in(() -> sheets.history("lead", lead, "need", me))).hasSize(2);

        given.run(() -> undo.reverse(java.util.Objects.requireNonNull(second), me));
        assertThat(given.in(() -> sheets.of("lead", lead, me))
                        .entries()
                        .getFirst()
                        .answer())
                .extracting(Answer::value)
                .isEqualTo("Suivre les temps");
    }

    @Test
    void the_same_answer_again_writes_nothing(Given given) {
        var me = given.administrator();
        var lead = lead(given);
        given.in(() -> sheets.answer("lead", lead, said("need", "Suivre"), me));
        assertThat(given.in(() -> sheets.answer("lead", lead, said("need", "Suivre "), me)))
                .isNull();
    }

    @Test
    void what_does_not_suit_its_question_is_named(Given given) {
        var lead = lead(given);
        assertThatThrownBy(() -> given.in(() -> sheets.answer(
                        "lead",
                        lead,
                        Map.of(
                                "amount", new Sheets.Said("beaucoup", null, null, null, null),
                                "decision_on", new Sheets.Said("demain", null, null, "pigeon", null),
                                "colour", new Sheets.Said("x", null, null, null, null)),
                        given.administrator())))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults())
                                .extracting(BadInput.Fault::field)
                                .containsExactlyInAnyOrder("amount", "decision_on", "decision_on.source", "colour"));
    }

    @Test
    void an_own_sheet_is_written_and_used(Given given) {
        var me = given.administrator();
        var questions = List.of(
                new Question("fleet", "Taille du parc", "", "number", List.of(), true),
                new Question("lease", "Leasing", "", "choice", List.of("oui", "non"), false));
        given.in(() -> templates.save("parc", "Parc machines", questions, null, me));
        given.run(() -> templates.use("parc", "lead", me));
        var lead = lead(given);
        assertThat(given.in(() -> sheets.of("lead", lead, me)).missing())
                .extracting(Question::id)
                .containsExactly("fleet");
        given.in(() ->
                sheets.answer("lead", lead, Map.of("fleet", new Sheets.Said("1 200", null, null, null, null)), me));
        assertThat(given.in(() -> sheets.of("lead", lead, me)).missing()).isEmpty();
    }

    @Test
    void a_seller_answers_but_writes_no_sheet(Given given) {
        var bdr = given.member("Inès", "bdr");
        assertThatThrownBy(() -> given.run(() -> templates.use("spiced", "lead", bdr)))
                .isInstanceOf(NotAllowed.class);
        var other = kit.given();
        assertThat(other.in(() -> templates.inUse("lead", Locale.FRANCE)).key()).isEqualTo("bant");
    }
}
