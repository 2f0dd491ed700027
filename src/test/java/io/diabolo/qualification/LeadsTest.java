package io.diabolo.qualification;

import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.JOURNEY_ENTRY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.journey.Stage;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class LeadsTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Leads leads;
    private final Undo undo;
    private final Given.Kit kit;

    LeadsTest(DSLContext sql, Records records, RecordTypes types, Leads leads, Undo undo, Given.Kit kit) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.leads = leads;
        this.undo = undo;
        this.kit = kit;
    }

    private UUID create(Given given, Actor me, String type, Map<String, ?> input) {
        return given.in(() -> records.create(type(type), input, me).record().id());
    }

    private RecordType type(String id) {
        return types.byId(id).orElseThrow();
    }

    private void update(Given given, UUID lead, Map<String, ?> input) {
        given.run(() -> records.update(type("lead"), lead, input, null, given.administrator()));
    }

    private static String fault(Throwable thrown) {
        return ((BadInput) thrown).faults().getFirst().key();
    }

    @Test
    void a_status_that_takes_a_decision_isnt_typed_in(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));
        update(given, lead, Map.of("status", "working"));
        for (var status : new String[] {"qualified", "disqualified", "nurturing"}) {
            assertThatThrownBy(() -> update(given, lead, Map.of("status", status)))
                    .as(status)
                    .isInstanceOf(BadInput.class)
                    .satisfies(bad -> assertThat(fault(bad)).isEqualTo("lead.fault.status"));
        }
        move(given, lead, Stage.DISQUALIFIED, "doublon", me);
        assertThatThrownBy(() -> update(given, lead, Map.of("status", "working")))
                .isInstanceOf(BadInput.class);
        update(given, lead, Map.of("status", "disqualified", "source", "salon"));
        assertThat(given.in(() -> records.get(type("lead"), lead, me).value("source")))
                .isEqualTo("salon");
    }

    @Test
    void a_lead_that_begins_qualified_is_asked_its_sheet_too(Given given) {
        var me = given.administrator();
        for (var input : List.of(Map.of("stage", "discovery"), Map.of("status", "qualified"))) {
            var whole = new HashMap<String, String>(input);
            whole.put("last_name", "Martin");
            assertThatThrownBy(() -> create(given, me, "lead", whole))
                    .isInstanceOf(BadInput.class)
                    .satisfies(bad -> assertThat(fault(bad)).isEqualTo("lead.fault.first"));
        }
        assertThatThrownBy(() -> create(given, me, "lead", Map.of("last_name", "Martin", "status", "nurturing")))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void a_score_that_is_saved_as_it_was_stays_the_rules_own(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin", "title", "Directrice"));
        var score = given.in(() -> sql.select(LEAD.SCORE)
                .from(LEAD)
                .where(LEAD.ID.eq(lead))
                .fetchSingle()
                .value1());
        var basis = given.in(
                () -> sql.selectFrom(LEAD).where(LEAD.ID.eq(lead)).fetchSingle().getScoreBasis());
        assertThat(basis).isNotNull();
        update(given, lead, Map.of("score", String.valueOf(score), "source", "salon"));
        assertThat(given.in(() -> sql.selectFrom(LEAD)
                        .where(LEAD.ID.eq(lead))
                        .fetchSingle()
                        .getScoreBasis()))
                .isNotNull();
    }

    private Moved move(Given given, UUID lead, Stage stage, String reason, Actor me) {
        return WorkspaceScope.in(given.workspace(), () -> leads.move(lead, stage, reason, me));
    }

    @Test
    void a_lead_finds_the_person_of_its_address_and_the_company_of_its_domain(Given given) {
        var me = given.administrator();
        var company = create(given, me, "company", Map.of("name", "Mécaval", "website", "https://www.mecaval.fr"));
        var person = create(given, me, "person", Map.of("last_name", "Martin", "email", "lea@mecaval.fr"));

        var lead = create(given, me, "lead", Map.of("email", "Lea@Mecaval.fr", "channel", "inbound"));

        var row = given.in(() -> sql.selectFrom(LEAD).where(LEAD.ID.eq(lead)).fetchSingle());
        assertThat(row.getPersonId()).isEqualTo(person);
        assertThat(row.getCompanyId()).isEqualTo(company);
        assertThat(row.getName()).isEqualTo("Martin");
        assertThat(row.getStage()).isEqualTo("lead");
        assertThat(given.in(() -> sql.fetchCount(PERSON))).isEqualTo(1);
    }

    @Test
    void whom_one_may_not_see_isnt_found_and_isnt_changed_through_a_lead(Given given) {
        var marc = given.administrator();
        var nora = given.memberWhoSeesOwn("Nora", "sdr");
        create(given, marc, "company", Map.of("name", "Mécaval", "website", "https://www.mecaval.fr"));
        var person = create(given, marc, "person", Map.of("last_name", "Martin", "email", "lea@mecaval.fr"));

        var hers = create(given, nora, "lead", Map.of("email", "lea@mecaval.fr"));
        assertThat(given.in(() -> records.get(type("lead"), hers, nora).value("last_name")))
                .isNull();

        var givenAway = create(
                given,
                marc,
                "lead",
                Map.of("person", person.toString(), "owner", nora.member().toString()));
        assertThatThrownBy(() -> given.run(
                        () -> records.update(type("lead"), givenAway, Map.of("last_name", "Durand"), null, nora)))
                .isInstanceOfSatisfying(
                        BadInput.class,
                        bad -> assertThat(bad.faults().getFirst().key()).isEqualTo("lead.fault.person"));
        assertThat(given.in(() -> records.get(type("person"), person, marc).value("last_name")))
                .isEqualTo("Martin");
    }

    @Test
    void what_a_lead_changes_of_its_person_is_undone_with_it(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin", "email", "lea@mecaval.fr"));

        var saved = WorkspaceScope.in(
                given.workspace(),
                () -> records.update(type("lead"), lead, Map.of("phone", "01 23 45 67 89"), null, me));
        assertThat(saved.record().value("phone")).isEqualTo("+33123456789");
        given.run(() -> undo.reverse(java.util.Objects.requireNonNull(saved.changeSet()), me));
        assertThat(given.in(() -> records.get(type("lead"), lead, me).value("phone")))
                .isNull();
    }

    @Test
    void once_an_opportunity_follows_it_decides(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));
        create(given, me, "opportunity", Map.of("name", "Mécaval 2026", "lead", lead.toString()));

        assertThat(move(given, lead, Stage.DISQUALIFIED, "doublon", me)).isInstanceOf(Moved.OpportunityDecides.class);
        assertThat(move(given, lead, Stage.WON, null, me)).isInstanceOf(Moved.OpportunityDecides.class);
    }

    @Test
    void a_new_lead_starts_a_journey_with_its_facts(Given given) {
        var me = given.administrator();
        var company = create(given, me, "company", Map.of("name", "Mécaval", "headcount", "40", "country", "FR"));

        var lead = create(given, me, "lead", Map.of("company", company.toString(), "channel", "outbound"));

        var journey = given.in(
                () -> sql.selectFrom(JOURNEY).where(JOURNEY.LEAD_ID.eq(lead)).fetchSingle());
        assertThat(journey.getStartStage()).isEqualTo((short) 2);
        assertThat(journey.getChannel()).isEqualTo("outbound");
        assertThat(journey.getSegment()).isEqualTo("smb");
        assertThat(journey.getOwnerId()).isEqualTo(me.member().value());
    }

    @Test
    void a_company_that_grows_takes_its_journeys_along(Given given) {
        var me = given.administrator();
        var company = create(given, me, "company", Map.of("name", "Mécaval", "headcount", "40"));
        var lead = create(given, me, "lead", Map.of("company", company.toString()));

        given.run(() -> records.update(type("company"), company, Map.of("headcount", "600"), null, me));

        assertThat(given.in(() -> sql.select(JOURNEY.SEGMENT)
                        .from(JOURNEY)
                        .where(JOURNEY.LEAD_ID.eq(lead))
                        .fetchSingle(JOURNEY.SEGMENT)))
                .isEqualTo("mid_market");
    }

    @Test
    void a_move_writes_the_ledger_and_the_status_follows(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));

        given.sheetAnswered(lead);
        assertThat(move(given, lead, Stage.QUALIFIED, null, me)).isInstanceOf(Moved.Done.class);

        var row = given.in(() -> sql.selectFrom(LEAD).where(LEAD.ID.eq(lead)).fetchSingle());
        assertThat(row.getStage()).isEqualTo("qualified");
        assertThat(row.getStatus()).isEqualTo("qualified");
        assertThat(given.in(() -> sql.select(JOURNEY_ENTRY.TO_STAGE)
                        .from(JOURNEY_ENTRY)
                        .where(JOURNEY_ENTRY.SUBJECT_ID.eq(lead))
                        .orderBy(JOURNEY_ENTRY.SEQ)
                        .fetch(JOURNEY_ENTRY.TO_STAGE)))
                .containsExactly((short) 2, (short) 3);
    }

    @Test
    void a_move_that_is_taken_back_leaves_the_lead_where_it_was(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));
        var moved = (Moved.Done) move(given, lead, Stage.DISQUALIFIED, "Pas de budget", me);

        WorkspaceScope.run(given.workspace(), () -> undo.reverse(moved.changeSet(), me));

        var row = given.in(() -> sql.selectFrom(LEAD).where(LEAD.ID.eq(lead)).fetchSingle());
        assertThat(row.getStage()).isEqualTo("lead");
        assertThat(row.getStatus()).isEqualTo("new");
        assertThat(row.getReason()).isNull();
        assertThat(given.in(() -> sql.select(JOURNEY.EXITED)
                        .from(JOURNEY)
                        .where(JOURNEY.LEAD_ID.eq(lead))
                        .fetchSingle(JOURNEY.EXITED)))
                .isFalse();
    }

    @Test
    void who_disqualifies_says_why_and_the_lead_can_be_taken_up_again(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));

        assertThat(move(given, lead, Stage.DISQUALIFIED, " ", me)).isInstanceOf(Moved.ReasonMissing.class);
        assertThat(move(given, lead, Stage.DISQUALIFIED, "Pas de budget", me)).isInstanceOf(Moved.Done.class);
        assertThat(move(given, lead, Stage.LEAD, null, me)).isInstanceOf(Moved.Done.class);

        var row = given.in(() -> sql.selectFrom(LEAD).where(LEAD.ID.eq(lead)).fetchSingle());
        assertThat(row.getStatus()).isEqualTo("working");
        assertThat(row.getReason()).isNull();
        assertThat(given.in(() -> sql.select(JOURNEY.EXITED)
                        .from(JOURNEY)
                        .where(JOURNEY.LEAD_ID.eq(lead))
                        .fetchSingle(JOURNEY.EXITED)))
                .isFalse();
    }

    @Test
    void the_second_of_two_movers_is_told(Given given) {
        var me = given.administrator();
        var lead = create(given, me, "lead", Map.of("last_name", "Martin"));
        var version = given.in(() -> records.get(type("lead"), lead, me).version());
        given.sheetAnswered(lead);
        move(given, lead, Stage.QUALIFIED, null, me);

        assertThatThrownBy(() -> WorkspaceScope.in(
                        given.workspace(), () -> leads.move(lead, Stage.DISCOVERY, Instant.now(), null, version, me)))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void who_sees_only_their_own_moves_only_their_own(Given given) {
        var lead = create(given, given.administrator(), "lead", Map.of("last_name", "Martin"));
        var sdr = given.memberWhoSeesOwn("Nora Petit", "sdr");

        assertThatThrownBy(() -> move(given, lead, Stage.QUALIFIED, null, sdr)).isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void another_workspace_finds_nothing_to_move(Given given) {
        var lead = create(given, given.administrator(), "lead", Map.of("last_name", "Martin"));
        var other = kit.given();

        assertThatThrownBy(() -> move(other, lead, Stage.QUALIFIED, null, other.administrator()))
                .isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void a_lead_of_nobody_is_refused(Given given) {
        assertThatThrownBy(() -> create(given, given.administrator(), "lead", Map.of("channel", "inbound")))
                .isInstanceOf(BadInput.class);
    }
}
