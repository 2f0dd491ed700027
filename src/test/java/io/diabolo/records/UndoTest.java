package io.diabolo.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.diabolo.platform.Actor;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.records.Undo.Answer;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;

@DiaboloTest
class UndoTest {
    private final DSLContext sql;
    private final Records records;
    private final Lists lists;
    private final Undo undo;
    private final Bulk bulk;
    private final CustomFields custom;
    private final ChangeSets changeSets;
    private final RecordType companies;
    private final RecordType people;

    UndoTest(
            DSLContext sql,
            Records records,
            Lists lists,
            Undo undo,
            Bulk bulk,
            CustomFields custom,
            ChangeSets changeSets,
            RecordTypes types) {
        this.sql = sql;
        this.records = records;
        this.lists = lists;
        this.undo = undo;
        this.bulk = bulk;
        this.custom = custom;
        this.changeSets = changeSets;
        this.companies = types.byPlural("companies");
        this.people = types.byPlural("people");
    }

    private UUID company(Map<String, Object> values, Actor me) {
        return records.create(companies, values, me).record().id();
    }

    @Test
    void values_go_back_unless_somebody_changed_them_since(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var id = company(Map.of("name", "Mécaval", "city", "Niort", "industry", "Bois"), me);
            var edit = records.update(companies, id, Map.of("city", "Lyon", "industry", "Métal"), null, me);
            records.update(companies, id, Map.of("industry", "Acier"), null, me);

            var answer = undo.reverse(Objects.requireNonNull(edit.changeSet()), me);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Answer.Done.class,
                            done -> assertThat(done.keptCount()).isEqualTo(1));
            var now = records.get(companies, id, me);
            assertThat(now.value("city")).isEqualTo("Niort");
            assertThat(now.value("industry")).isEqualTo("Acier");
            assertThat(undo.reverse(edit.changeSet(), me)).isInstanceOf(Answer.AlreadyUndone.class);
        });
    }

    @Test
    void thirty_days_later_it_is_possible_and_a_day_after_that_it_is_refused(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var id = company(Map.of("name", "Mécaval", "city", "Niort"), me);
            var first = Objects.requireNonNull(records.update(companies, id, Map.of("city", "Lyon"), null, me)
                    .changeSet());
            var second = Objects.requireNonNull(records.update(companies, id, Map.of("industry", "Bois"), null, me)
                    .changeSet());
            given.run(() -> {
                sql.execute("update change_set set created_at = created_at - interval '31 days' where id = ?", first);
                sql.execute("update change_set set created_at = created_at - interval '29 days' where id = ?", second);
            });

            assertThat(undo.reverse(first, me)).isInstanceOf(Answer.TooOld.class);
            assertThat(undo.reverseNow(first, me)).isInstanceOf(Answer.TooOld.class);
            assertThat(records.get(companies, id, me).value("city")).isEqualTo("Lyon");
            assertThat(undo.reverse(second, me)).isInstanceOf(Answer.Done.class);
            assertThat(records.get(companies, id, me).value("industry")).isNull();
        });
    }

    @Test
    void a_created_record_goes_unless_something_newer_needs_it(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var used = records.create(companies, Map.of("name", "Avec contact"), me);
            var unused = records.create(companies, Map.of("name", "Sans contact"), me);
            var company = used.record().id();
            records.create(people, Map.of("last_name", "Roy", "company", company.toString()), me);

            assertThat(undo.reverse(Objects.requireNonNull(unused.changeSet()), me))
                    .isInstanceOfSatisfying(
                            Answer.Done.class,
                            done -> assertThat(done.removed()).isEqualTo(1));
            assertThat(undo.reverse(Objects.requireNonNull(used.changeSet()), me))
                    .isInstanceOfSatisfying(
                            Answer.Done.class,
                            done -> assertThat(done.kept())
                                    .extracting(Undo.Kept::label, Undo.Kept::why)
                                    .containsExactly(org.assertj.core.groups.Tuple.tuple("Avec contact", "needed")));
            assertThat(count(me)).isEqualTo(1);
        });
    }

    @Test
    void a_renamed_and_a_retired_field_come_back_as_they_were(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var field = custom.add(companies, "parc", "Parc", "text", List.of(), null, me);
            custom.rename(field.id(), "Parc installé", me);
            undoNewest(given, me);
            assertThat(custom.of("company")).extracting(CustomField::label).containsExactly("Parc");
            custom.retire(field.id(), me);
            assertThat(custom.of("company")).isEmpty();
            assertThat(custom.proposedKey(companies, "Parc")).isEqualTo("parc_2");
            undoNewest(given, me);
            assertThat(custom.of("company")).extracting(CustomField::key).containsExactly("parc");
        });
    }

    private void undoNewest(Given given, Actor me) {
        var newest =
                given.in(() -> sql.fetchSingle("select id from change_set order by created_at desc, id desc limit 1")
                        .get(0, UUID.class));
        assertThat(undo.reverse(newest, me)).isInstanceOf(Answer.Done.class);
    }

    @Test
    void a_bulk_edit_is_taken_back_as_a_whole(Given given) {
        var nora = given.member("Nora Petit", "sdr");
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            for (int i = 0; i < 5; i++) {
                company(Map.of("name", "N" + i, "owner", "me", "city", i < 2 ? "Lyon" : "Niort"), me);
            }
            var parameters = Map.of("filter[city]", "Niort");
            var owner = nora.member().toString();
            assertThat(bulk.run(new Bulk.Wanted("companies", List.of(), parameters, 4, "owner", owner), me))
                    .isEqualTo(new Bulk.Answer.Differs(3));
            var done = (Bulk.Answer.Done)
                    bulk.run(new Bulk.Wanted("companies", List.of(), parameters, 3, "owner", owner), me);
            assertThat(done.records()).isEqualTo(3);
            assertThat(count(me, "filter[owner]", owner)).isEqualTo(3);

            var deleted =
                    (Bulk.Answer.Done) bulk.run(new Bulk.Wanted("companies", List.of(), Map.of(), 5, null, null), me);
            assertThat(count(me)).isZero();
            undo.reverse(deleted.changeSet(), me);
            undo.reverse(done.changeSet(), me);
            assertThat(count(me)).isEqualTo(5);
            assertThat(count(me, "filter[owner]", "me")).isEqualTo(5);

            var named = (Bulk.Answer.Done)
                    bulk.run(new Bulk.Wanted("companies", List.of(), Map.of(), 5, "industry", "Bois"), me);
            assertThat(named.records()).isEqualTo(5);
            undo.reverse(named.changeSet(), me);
            assertThat(count(me, "filter[industry][empty]", "true")).isEqualTo(5);
        });
    }

    @Test
    void an_import_leaves_an_empty_workspace_empty_again(Given given) {
        var me = given.administrator();
        var set = given.in(() -> {
            var id = changeSets.open(me, "import", "accounts.csv");
            var owner = sql.fetchValue(
                    "insert into member (name, state, created_in) values ('Anna Snelling', 'placeholder', ?) returning id",
                    id);
            custom.create("company", "fleet", "Flotte", FieldKind.DECIMAL, id);
            sql.execute("""
                    insert into company (name, owner_id, custom, created_in)
                    select 'Company ' || n, ?::uuid, '{"fleet": 3}', ? from generate_series(1, 300) n
                    """, owner, id);
            sql.execute("update company set parent_id = (select id from company where name = 'Company 1') "
                    + "where name = 'Company 2'");
            sql.execute("insert into company_site (company_id, created_in) select id, created_in from company");
            sql.execute("""
                    insert into person (last_name, company_id, created_in) select 'P', id, created_in from company
                    """);
            sql.execute("""
                    insert into activity (kind, person_id, created_in) select 'note', id, created_in from person
                    """);
            changeSets.count(id, 600, 0, 0);
            return id;
        });
        WorkspaceScope.run(given.workspace(), () -> {
            assertThat(undo.reverse(set, me))
                    .isInstanceOfSatisfying(
                            Answer.Done.class,
                            done -> assertThat(done.keptCount()).isZero());
            given.run(() -> {
                for (var table :
                        List.of("company", "person", "company_site", "activity", "custom_field", "custom_value")) {
                    assertThat(sql.fetchCount(org.jooq.impl.DSL.table(table)))
                            .as(table)
                            .isZero();
                }
                assertThat(sql.fetchCount(org.jooq.impl.DSL.table("member"))).isEqualTo(1);
            });
        });
    }

    @Test
    void what_one_may_no_longer_see_stays_and_is_not_named(Given given) {
        var nora = given.memberWhoSeesOwn("Nora Petit", "sdr");
        var marc = given.member("Marc Attal", "ae");
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var mine = company(Map.of("name", "Bois & Fils", "owner", "me", "city", "Niort"), nora);
            var given_away = company(Map.of("name", "Mécaval", "owner", "me", "city", "Niort"), nora);
            var edit = (Bulk.Answer.Done)
                    bulk.run(new Bulk.Wanted("companies", List.of(), Map.of(), 2, "city", "Lyon"), nora);
            records.update(
                    companies, given_away, Map.of("owner", marc.member().toString(), "name", "Mécaval SAS"), null, me);

            var answer = (Answer.Done) undo.reverse(edit.changeSet(), nora);

            assertThat(answer.kept())
                    .extracting(Undo.Kept::id, Undo.Kept::label, Undo.Kept::why)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(given_away, "", "hidden"));
            assertThat(records.get(companies, given_away, me).value("city")).isEqualTo("Lyon");
            assertThat(records.get(companies, mine, me).value("city")).isEqualTo("Niort");
        });
    }

    @Test
    void only_who_may_administer_takes_back_what_another_did(Given given) {
        var nora = given.member("Nora Petit", "sdr");
        WorkspaceScope.run(given.workspace(), () -> {
            var edit = Objects.requireNonNull(
                    records.create(companies, Map.of("name", "Mécaval"), nora).changeSet());
            var all = given.administrator();
            var writing = new Actor(
                    all.workspace(),
                    all.member(),
                    all.name(),
                    all.roles(),
                    true,
                    all.visibility(),
                    io.diabolo.platform.Scope.WRITE,
                    all.origin(),
                    all.locale(),
                    all.zone());
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> undo.reverse(edit, writing))
                    .isInstanceOf(io.diabolo.platform.NotAllowed.class);
            assertThat(undo.reverse(edit, all)).isInstanceOf(Answer.Done.class);
        });
    }

    @Test
    void an_amount_and_its_currency_go_back_together(Given given) {
        WorkspaceScope.run(given.workspace(), () -> {
            var me = given.administrator();
            var id = company(Map.of("name", "Mécaval", "turnover", "100 EUR"), me);
            var first = records.update(companies, id, Map.of("turnover", "200 USD"), null, me);
            records.update(companies, id, Map.of("turnover", "300 USD"), null, me);
            undo.reverse(Objects.requireNonNull(first.changeSet()), me);
            assertThat(turnover(id, me)).isEqualTo("300.00 USD");

            var other = company(Map.of("name", "Bois & Fils", "turnover", "100 EUR"), me);
            var second = records.update(companies, other, Map.of("turnover", "200 EUR"), null, me);
            records.update(companies, other, Map.of("turnover", "200 USD"), null, me);
            undo.reverse(Objects.requireNonNull(second.changeSet()), me);
            assertThat(turnover(other, me)).isEqualTo("200.00 USD");

            var third = company(Map.of("name", "Sel & Co", "turnover", "100 EUR"), me);
            var edit = records.update(companies, third, Map.of("turnover", "200 USD"), null, me);
            undo.reverse(Objects.requireNonNull(edit.changeSet()), me);
            assertThat(turnover(third, me)).isEqualTo("100.00 EUR");
        });
    }

    private String turnover(UUID id, Actor me) {
        var money = (io.diabolo.platform.Money)
                Objects.requireNonNull(records.get(companies, id, me).value("turnover"));
        return money.value() + " " + money.currency();
    }

    private long count(Actor me) {
        return lists.count(lists.parse(companies, Map.of(), me), me);
    }

    private long count(Actor me, String parameter, String value) {
        return lists.count(lists.parse(companies, Map.of(parameter, List.of(value)), me), me);
    }
}
