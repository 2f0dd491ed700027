package io.diabolo.prospecting;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.JOURNEY;
import static io.diabolo.jooq.Tables.LEAD;
import static io.diabolo.jooq.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.journey.JourneyVerification;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.NotAllowed;
import io.diabolo.records.Lists;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

/** From a profile to leads: its market is counted exactly, lists leave out who isn't to be approached, all can be taken back. */
@DiaboloTest
class TargetProfilesTest {
    private final DSLContext sql;
    private final Records records;
    private final RecordTypes types;
    private final Lists lists;
    private final TargetProfiles profiles;
    private final TargetLists targetLists;
    private final ListLeads listLeads;
    private final Undo undo;
    private final JourneyVerification verification;

    TargetProfilesTest(
            DSLContext sql,
            Records records,
            RecordTypes types,
            Lists lists,
            TargetProfiles profiles,
            TargetLists targetLists,
            ListLeads listLeads,
            Undo undo,
            JourneyVerification verification) {
        this.sql = sql;
        this.records = records;
        this.types = types;
        this.lists = lists;
        this.profiles = profiles;
        this.targetLists = targetLists;
        this.listLeads = listLeads;
        this.undo = undo;
        this.verification = verification;
    }

    private UUID create(Given given, String plural, Map<String, ?> input, Actor me) {
        return given.in(
                () -> records.create(types.byPlural(plural), input, me).record().id());
    }

    private UUID create(Given given, String plural, Map<String, ?> input) {
        return create(given, plural, input, given.administrator());
    }

    private UUID profile(Given given, String companies, String people) {
        return create(
                given, "target-profiles", Map.of("name", "ETI du logiciel", "companies", companies, "people", people));
    }

    private long listed(Given given, String plural, Map<String, String> parameters, Actor me) {
        return given.in(() -> {
            var asked = new java.util.LinkedHashMap<String, List<String>>();
            parameters.forEach((name, value) -> asked.put(name, List.of(value)));
            return lists.count(lists.parse(types.byPlural(plural), asked, me), me);
        });
    }

    /** Register rows as a generator has them: every third one is of the sector, every fifth is large enough. */
    private void register(Given given, int rows) {
        given.run(() -> sql.execute("""
                insert into company (name, siren, naf, headcount, city, country, segment)
                select 'Entreprise ' || n, lpad((100000000 + n)::text, 9, '0'), case when n % 3 = 0 then '62.01Z' else '47.11F' end,
                       case when n % 5 = 0 then 120 + n % 300 else n % 9 end, 'Metz', 'FR', 'smb'
                from generate_series(1, ?) n
                """, rows));
    }

    @Test
    void a_profile_may_ask_for_what_companies_work_with(Given given) {
        create(given, "companies", Map.of("name", "Atelier Brest", "technologies", "HubSpot; salesforce | hubspot"));
        create(given, "companies", Map.of("name", "Atelier Metz", "technologies", "Odoo"));
        assertThat(given.in(() -> sql.fetchSingle("select technologies from company where name = 'Atelier Brest'")
                        .get(0, String.class)))
                .isEqualTo("HubSpot, salesforce");
        var profile = profile(given, "company.technologies.mentions(\"Salesforce\")", "");
        assertThat(given.in(() -> profiles.addressable(profile, given.administrator()))
                        .companies())
                .isEqualTo(1);
    }

    @Test
    void the_market_of_a_profile_over_fifty_thousand_register_rows_is_what_its_lists_show(Given given) {
        register(given, 50_000);
        var me = given.administrator();
        var profile = profile(given, "company.naf in [\"62.01Z\", \"62.02A\"]\ncompany.headcount >= 50", "");
        var market = given.in(() -> profiles.addressable(profile, me));
        assertThat(market.companies()).isEqualTo(3_333);
        assertThat(listed(given, "companies", Map.of("profile", profile.toString()), me))
                .isEqualTo(3_333);
        assertThat(market.of(Coverage.UNTOUCHED)).isEqualTo(3_333);

        var put = given.in(() -> targetLists.make(
                Map.of("name", "Les 300 premières", "profile", profile.toString(), "most", "300"), me));
        assertThat(put.put()).isEqualTo(300);
        assertThat(listed(given, "companies", Map.of("list", put.list().toString()), me))
                .isEqualTo(300);
        var entered = given.in(() -> sql.fetchCount(JOURNEY, JOURNEY.CURRENT_STAGE.eq((short) 1)));
        assertThat(entered).isEqualTo(300);
        // Once is enough: another list with the same companies enters nobody again.
        given.in(() -> targetLists.make(Map.of("name", "Encore", "profile", profile.toString(), "most", "300"), me));
        assertThat(given.in(() -> sql.fetchCount(JOURNEY))).isEqualTo(300);
        assertThat(given.in(verification::verify).isEqual()).isTrue();
    }

    @Test
    void coverage_says_how_far_each_company_has_come_and_opens_those_companies(Given given) {
        var me = given.administrator();
        var untouched = create(given, "companies", Map.of("name", "Jamais vue", "headcount", "80"));
        var called = create(given, "companies", Map.of("name", "Appelée", "headcount", "80"));
        create(given, "activities", Map.of("subject", "Appel", "kind", "call", "company", called.toString()));
        var inbound = create(given, "companies", Map.of("name", "Venue seule", "headcount", "80"));
        create(given, "leads", Map.of("last_name", "Petit", "company", inbound.toString(), "channel", "inbound"));
        var sale = create(given, "companies", Map.of("name", "En vente", "headcount", "80"));
        create(given, "opportunities", Map.of("name", "Licence", "company", sale.toString()));
        var customer = create(given, "companies", Map.of("name", "Cliente", "headcount", "80"));
        create(given, "opportunities", Map.of("name", "Signée", "company", customer.toString(), "stage", "won"));
        create(given, "companies", Map.of("name", "Trop petite", "headcount", "3"));
        var profile = profile(given, "company.headcount >= 50", "");
        var market = given.in(() -> profiles.addressable(profile, me));
        assertThat(market.companies()).isEqualTo(5);
        for (var step : Coverage.values()) {
            assertThat(market.of(step)).as(step.id()).isEqualTo(1);
            assertThat(listed(given, "companies", Map.of("profile", profile.toString(), "coverage", step.id()), me))
                    .as(step.id())
                    .isEqualTo(1);
        }
        assertThat(untouched).isNotEqualTo(called);
    }

    @Test
    void a_company_with_whose_people_somebody_spoke_is_as_far_as_that(Given given) {
        var called = create(given, "companies", Map.of("name", "Appelée"));
        var answered = create(given, "companies", Map.of("name", "A répondu"));
        for (var company : List.of(called, answered)) {
            var direction = company.equals(called) ? "outbound" : "inbound";
            var person = create(given, "people", Map.of("last_name", "Petit", "company", company.toString()));
            create(
                    given,
                    "activities",
                    Map.of("subject", "Appel", "kind", "call", "person", person.toString(), "direction", direction));
        }
        var coverage = Coverage.field();
        var found =
                given.in(() -> sql.select(COMPANY.ID, coverage).from(COMPANY).fetchMap(COMPANY.ID, coverage));
        assertThat(found).containsExactlyInAnyOrderEntriesOf(Map.of(called, "contacted", answered, "engaged"));
    }

    @Test
    void who_is_not_to_be_approached_is_left_out_with_the_reason(Given given) {
        var me = given.administrator();
        create(given, "companies", Map.of("name", "Libre", "headcount", "80"));
        var called = create(given, "companies", Map.of("name", "Appelée hier", "headcount", "80"));
        create(given, "activities", Map.of("subject", "Appel", "kind", "call", "company", called.toString()));
        var customer = create(given, "companies", Map.of("name", "Cliente", "headcount", "80"));
        create(given, "opportunities", Map.of("name", "Signée", "company", customer.toString(), "stage", "won"));
        var sale = create(given, "companies", Map.of("name", "En vente", "headcount", "80"));
        create(given, "opportunities", Map.of("name", "Licence", "company", sale.toString()));
        var profile = profile(given, "company.headcount >= 50", "");
        var put = given.in(() -> targetLists.make(Map.of("name", "À appeler", "profile", profile.toString()), me));
        assertThat(put.put()).isEqualTo(1);
        assertThat(put.left())
                .containsOnly(
                        Map.entry(Reason.RECENT, 1L),
                        Map.entry(Reason.CUSTOMER, 1L),
                        Map.entry(Reason.OPPORTUNITY, 1L));
        for (var reason : List.of(Reason.RECENT, Reason.CUSTOMER, Reason.OPPORTUNITY)) {
            assertThat(listed(given, "companies", Map.of("profile", profile.toString(), "suppressed", reason.id()), me))
                    .isEqualTo(1);
        }
        given.run(() -> undo.reverseNow(put.changeSet(), me));
        assertThat(given.in(() -> sql.fetchCount(io.diabolo.jooq.Tables.TARGET_LIST_ENTRY)))
                .isZero();
        assertThat(given.in(() -> sql.fetchCount(JOURNEY, JOURNEY.CURRENT_STAGE.eq((short) 1))))
                .isZero();
    }

    @Test
    void the_people_of_a_list_become_outbound_leads_that_go_on_from_the_market_and_can_be_taken_back(Given given) {
        var me = given.administrator();
        var company = create(given, "companies", Map.of("name", "Mécaval", "headcount", "80"));
        for (var name : List.of("Martin", "Petit")) {
            create(
                    given,
                    "people",
                    Map.of("last_name", name, "title", "Directrice achats", "company", company.toString()));
        }
        create(
                given,
                "people",
                Map.of(
                        "last_name",
                        "Refus",
                        "title",
                        "Directeur",
                        "company",
                        company.toString(),
                        "consent",
                        "opted_out"));
        create(given, "people", Map.of("last_name", "Stage", "title", "Stagiaire", "company", company.toString()));
        var profile = profile(given, "company.headcount >= 50", "person.title.mentions(\"direct\")");
        assertThat(given.in(() -> profiles.addressable(profile, me)).people()).isEqualTo(3);
        assertThat(listed(given, "people", Map.of("profile", profile.toString()), me))
                .isEqualTo(3);
        var list = given.in(() -> targetLists.make(Map.of("name", "Achats", "profile", profile.toString()), me))
                .list();
        var made = given.in(() -> listLeads.makeNow(new ListLeads.Wanted(list, null), me));
        assertThat(made.made()).isEqualTo(2);
        assertThat(made.left()).containsOnly(Map.entry(Reason.OPTED_OUT, 1L));
        // One lead goes on from the company's entry into the market, the other begins as a lead.
        assertThat(given.in(() -> sql.select(JOURNEY.START_STAGE)
                        .from(JOURNEY)
                        .join(LEAD)
                        .on(LEAD.JOURNEY_ID.eq(JOURNEY.ID))
                        .fetch(JOURNEY.START_STAGE)))
                .containsExactlyInAnyOrder((short) 1, (short) 2);
        assertThat(given.in(() -> sql.select(LEAD.STAGE, LEAD.CHANNEL, LEAD.SOURCE)
                        .from(LEAD)
                        .fetch()))
                .allSatisfy(row -> assertThat(row.intoList()).containsExactly("lead", "outbound", "Achats"));
        assertThat(given.in(() -> targetLists.leadsOf(list, me))).hasSize(2);
        assertThat(given.in(verification::verify).isEqual()).isTrue();
        // Again: nobody twice.
        assertThat(given.in(() -> listLeads.makeNow(new ListLeads.Wanted(list, null), me))
                        .made())
                .isZero();
        given.run(() -> undo.reverseNow(java.util.Objects.requireNonNull(made.changeSet()), me));
        assertThat(given.in(() -> sql.fetchCount(LEAD))).isZero();
        assertThat(given.in(() ->
                        sql.fetchCount(JOURNEY, JOURNEY.CURRENT_STAGE.eq((short) 1), JOURNEY.COMPANY_ID.eq(company))))
                .isEqualTo(1);
        assertThat(given.in(verification::verify).isEqual()).isTrue();
    }

    @Test
    void a_single_lead_goes_on_from_the_market_too(Given given) {
        var me = given.administrator();
        var company = create(given, "companies", Map.of("name", "Mécaval"));
        var list = create(given, "lists", Map.of("name", "Main"));
        given.in(() -> targetLists.put(list, List.of(company), me));
        create(given, "leads", Map.of("last_name", "Martin", "company", company.toString()));
        create(given, "leads", Map.of("last_name", "Petit", "company", company.toString()));
        assertThat(given.in(() -> sql.select(JOURNEY.START_STAGE).from(JOURNEY).fetch(JOURNEY.START_STAGE)))
                .containsExactlyInAnyOrder((short) 1, (short) 2);
        assertThat(given.in(verification::verify).isEqual()).isTrue();
    }

    @Test
    void a_dynamic_list_follows_its_profile_and_undo_brings_back_who_left(Given given) {
        var me = given.administrator();
        var stays = create(given, "companies", Map.of("name", "Reste", "headcount", "80"));
        var leaves = create(given, "companies", Map.of("name", "Sort", "headcount", "80"));
        var profile = profile(given, "company.headcount >= 50", "");
        var list = given.in(() ->
                        targetLists.make(Map.of("name", "Suit", "kind", "dynamic", "profile", profile.toString()), me))
                .list();
        given.in(() -> records.update(types.byPlural("companies"), leaves, Map.of("headcount", "4"), null, me));
        var comes = create(given, "companies", Map.of("name", "Vient", "headcount", "800"));
        var put = given.in(() -> targetLists.refresh(list, me));
        assertThat(put.put()).isEqualTo(1);
        assertThat(put.off()).isEqualTo(1);
        assertThat(on(given, list)).containsExactlyInAnyOrder(stays, comes);
        given.run(() -> undo.reverseNow(put.changeSet(), me));
        assertThat(on(given, list)).containsExactlyInAnyOrder(stays, leaves);
    }

    @Test
    void who_came_back_to_a_list_is_not_put_on_it_twice_by_an_undo(Given given) {
        var me = given.administrator();
        var company = create(given, "companies", Map.of("name", "Revient", "headcount", "80"));
        var profile = profile(given, "company.headcount >= 50", "");
        var list = given.in(() ->
                        targetLists.make(Map.of("name", "Suit", "kind", "dynamic", "profile", profile.toString()), me))
                .list();
        given.in(() -> records.update(types.byPlural("companies"), company, Map.of("headcount", "4"), null, me));
        var left = given.in(() -> targetLists.refresh(list, me));
        assertThat(left.off()).isEqualTo(1);
        given.in(() -> records.update(types.byPlural("companies"), company, Map.of("headcount", "90"), null, me));
        assertThat(given.in(() -> targetLists.refresh(list, me)).put()).isEqualTo(1);
        given.run(() -> undo.reverseNow(left.changeSet(), me));
        assertThat(on(given, list)).containsExactly(company);
    }

    @Test
    void two_who_list_or_pursue_the_same_at_once_enter_and_make_it_once(Given given) throws Exception {
        var me = given.administrator();
        var company = create(given, "companies", Map.of("name", "Mécaval"));
        create(given, "people", Map.of("last_name", "Martin", "company", company.toString()));
        var one = create(given, "lists", Map.of("name", "Une"));
        var other = create(given, "lists", Map.of("name", "Autre"));
        atOnce(
                () -> given.in(() -> targetLists.put(one, List.of(company), me)),
                () -> given.in(() -> targetLists.put(other, List.of(company), me)));
        assertThat(given.in(() -> sql.fetchCount(JOURNEY))).isEqualTo(1);
        atOnce(
                () -> given.in(() -> listLeads.makeNow(new ListLeads.Wanted(one, null), me)),
                () -> given.in(() -> listLeads.makeNow(new ListLeads.Wanted(other, null), me)));
        assertThat(given.in(() -> sql.fetchCount(LEAD))).isEqualTo(1);
    }

    private static void atOnce(Callable<Object> one, Callable<Object> other) throws Exception {
        var together = new CyclicBarrier(2);
        try (var pool = Executors.newFixedThreadPool(2)) {
            for (var done : pool.invokeAll(List.of(waiting(one, together), waiting(other, together)))) {
                done.get();
            }
        }
    }

    private static Callable<Object> waiting(Callable<Object> work, CyclicBarrier together) {
        return () -> {
            together.await();
            return work.call();
        };
    }

    private List<UUID> on(Given given, UUID list) {
        return given.in(() -> sql.select(COMPANY.ID)
                .from(COMPANY)
                .where(ListEntries.companiesOn(list))
                .fetch(COMPANY.ID));
    }

    @Test
    void who_sees_only_their_own_counts_and_lists_only_their_own(Given given) {
        var sdr = given.memberWhoSeesOwn("Nora", "sdr");
        create(given, "companies", Map.of("name", "La sienne", "headcount", "80"), sdr);
        create(
                given,
                "companies",
                Map.of(
                        "name",
                        "Une autre",
                        "headcount",
                        "80",
                        "owner",
                        given.administrator().member().toString()));
        var profile = profile(given, "company.headcount >= 50", "");
        assertThat(given.in(() -> profiles.addressable(profile, sdr)).companies())
                .isEqualTo(listed(given, "companies", Map.of("profile", profile.toString()), sdr));
        assertThat(given.in(() -> profiles.addressable(profile, given.administrator()))
                        .companies())
                .isEqualTo(2);
        var list = given.in(() -> targetLists.make(
                        Map.of("name", "Celle du manager", "profile", profile.toString()), given.administrator()))
                .list();
        assertThatThrownBy(() -> given.in(() -> targetLists.get(list, sdr))).isInstanceOf(NoSuchRecord.class);
    }

    @Test
    void another_workspace_finds_neither_profile_nor_list(Given given, Given.Kit worlds) {
        var profile = profile(given, "", "");
        var other = worlds.given();
        assertThatThrownBy(() -> other.in(() -> profiles.get(profile))).isInstanceOf(NoSuchRecord.class);
        assertThatThrownBy(() -> other.in(() ->
                        targetLists.make(Map.of("name", "x", "profile", profile.toString()), other.administrator())))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void what_is_not_a_rule_is_refused_with_its_place(Given given) {
        assertThatThrownBy(() -> profile(given, "company.headcount >= \"beaucoup\"", ""))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> profile(given, "", "person.nothing == 1")).isInstanceOf(BadInput.class);
    }

    @Test
    void only_a_manager_sets_priorities(Given given) {
        var sdr = given.member("Nora", "sdr");
        assertThatThrownBy(() -> create(given, "priorities", Map.of("name", "ETI d’abord"), sdr))
                .isInstanceOf(NotAllowed.class);
        var manager = given.member("Marc", "manager");
        var priority = create(given, "priorities", Map.of("name", "ETI d’abord", "importance", "high"), manager);
        assertThatThrownBy(() -> given.in(() -> records.delete(types.byPlural("priorities"), priority, null, sdr)))
                .isInstanceOf(NotAllowed.class);
        var profile = create(given, "target-profiles", Map.of("name", "ETI", "priority", priority.toString()), sdr);
        assertThat(given.in(() -> profiles.get(profile)).priority()).isEqualTo("ETI d’abord");
        assertThat(given.in(() -> sql.fetchCount(PERSON))).isZero();
    }
}
