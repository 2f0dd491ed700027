package io.diabolo.directory;

import static io.diabolo.jooq.Tables.COMPANY;
import static io.diabolo.jooq.Tables.PERSON_POSITION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.StaleVersion;
import io.diabolo.records.Lists;
import io.diabolo.records.Merges;
import io.diabolo.records.RecordType;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.records.Search;
import io.diabolo.records.Undo;
import io.diabolo.testkit.DiaboloTest;
import io.diabolo.testkit.Given;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@DiaboloTest
class MergeTest {
    private final Records records;
    private final RecordTypes types;
    private final Merges merges;
    private final Undo undo;
    private final Lists lists;
    private final Search search;
    private final DSLContext sql;

    MergeTest(
            Records records, RecordTypes types, Merges merges, Undo undo, Lists lists, Search search, DSLContext sql) {
        this.records = records;
        this.types = types;
        this.merges = merges;
        this.undo = undo;
        this.lists = lists;
        this.search = search;
        this.sql = sql;
    }

    @Test
    void a_merge_with_people_deals_and_notes_is_taken_back_and_later_notes_stay(Given given) {
        var me = given.administrator();
        var kept = create(given, "company", Map.of("name", "Mécaval", "phone", "0474123456"));
        var lost = create(given, "company", Map.of("name", "Mecaval SAS", "city", "Bourg-en-Bresse"));
        var person = create(given, "person", Map.of("last_name", "Martin", "company_id", lost));
        var lead = create(given, "lead", Map.of("company_id", lost, "source", "salon"));
        var deal = create(given, "opportunity", Map.of("name", "Presse 40 t", "company_id", lost));
        var note = create(given, "activity", Map.of("kind", "note", "subject", "Rappeler", "company_id", lost));
        var child = create(given, "company", Map.of("name", "Mecaval Bois", "parent_id", lost));
        var handoff =
                given.in(() -> sql.fetchSingle("""
                        insert into handoff (kind, subject_type, subject_id, from_member, from_role, to_role, offered_at, due_at, clock_id)
                        values ('customer-live', 'company', ?, ?, 'csm', 'am', now(), now(), uuidv7()) returning id
                        """, lost, me.member().value()).get(0, UUID.class));
        var before = world(given);

        var done = merge(given, "company", kept, lost, Map.of());
        assertThat(given.in(() -> sql.fetchValue("select subject_id from handoff where id = ?", handoff)))
                .isEqualTo(kept);

        assertThat(values(given, "company", kept))
                .containsEntry("city", "Bourg-en-Bresse")
                .containsEntry("name", "Mécaval");
        assertThat(companyOf(given, "person", person)).isEqualTo(kept);
        assertThat(companyOf(given, "lead", lead)).isEqualTo(kept);
        assertThat(companyOf(given, "opportunity", deal)).isEqualTo(kept);
        assertThat(companyOf(given, "activity", note)).isEqualTo(kept);
        assertThat(given.<Long>in(() -> count("company", me))).isEqualTo(2);
        assertThat(given.in(() -> search.find("Mecaval SAS", List.of("company"), 5, me)))
                .extracting(Search.Hit::id)
                .doesNotContain(lost);
        assertThat(given.<@Nullable UUID>in(() -> merges.survivorOf(type("company"), lost)))
                .isEqualTo(kept);
        assertThat(given.<Integer>in(() -> sql.fetchCount(
                        sql.selectFrom("journey").where("company_id = {0}", org.jooq.impl.DSL.val(lost)))))
                .isZero();

        var later = create(given, "activity", Map.of("kind", "note", "subject", "Après la fusion", "company_id", kept));
        var back = (Undo.Answer.Done) given.in(() -> undo.reverseNow(done.changeSet(), me));

        assertThat(back.kept())
                .extracting(Undo.Kept::id, Undo.Kept::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(later, "added"));
        assertThat(companyOf(given, "activity", later)).isEqualTo(kept);
        given.run(() -> {
            sql.execute("delete from activity where id = ?", later);
            sql.execute("delete from search_entry where record_id = ?", later);
        });
        assertThat(world(given)).isEqualTo(before);
        assertThat(companyOf(given, "company", child)).isNull();
        assertThat(given.in(() -> search.find("Mecaval SAS", List.of("company"), 5, me)))
                .extracting(Search.Hit::id)
                .containsExactly(lost);
    }

    @Test
    void people_become_one_with_their_positions_and_an_objection_stands(Given given) {
        var company = create(given, "company", Map.of("name", "Mécaval"));
        var kept = create(given, "person", Map.of("first_name", "Léa", "last_name", "Martin", "consent", "opted_in"));
        var lost =
                create(given, "person", Map.of("last_name", "Martin", "company_id", company, "consent", "opted_out"));
        var before = world(given);

        var done = merge(given, "person", kept, lost, Map.of("consent", kept));

        assertThat(values(given, "person", kept))
                .containsEntry("consent", "opted_out")
                .containsEntry("first_name", "Léa");
        assertThat(companyOf(given, "person", kept)).isEqualTo(company);
        assertThat(given.<List<UUID>>in(() -> sql.select(PERSON_POSITION.PERSON_ID)
                        .from(PERSON_POSITION)
                        .fetch(PERSON_POSITION.PERSON_ID)))
                .containsOnly(kept);
        given.run(() -> undo.reverseNow(done.changeSet(), given.administrator()));
        assertThat(world(given)).isEqualTo(before);
    }

    @Test
    void a_chain_leads_to_its_end_and_is_taken_back_from_there(Given given) {
        var a = create(given, "company", Map.of("name", "A"));
        var b = create(given, "company", Map.of("name", "B"));
        var c = create(given, "company", Map.of("name", "C"));
        var person = create(given, "person", Map.of("last_name", "Martin", "company_id", a));
        var first = merge(given, "company", b, a, Map.of());
        var second = merge(given, "company", c, b, Map.of());

        assertThat(given.<@Nullable UUID>in(() -> merges.survivorOf(type("company"), a)))
                .isEqualTo(c);
        assertThat(companyOf(given, "person", person)).isEqualTo(c);
        assertThat(given.<Undo.Answer>in(() -> undo.reverseNow(first.changeSet(), given.administrator())))
                .isEqualTo(new Undo.Answer.MergedOn("C"));
        given.run(() -> undo.reverseNow(second.changeSet(), given.administrator()));
        assertThat(given.<@Nullable UUID>in(() -> merges.survivorOf(type("company"), a)))
                .isEqualTo(b);
        assertThat(companyOf(given, "person", person)).isEqualTo(b);
        given.run(() -> undo.reverseNow(first.changeSet(), given.administrator()));
        assertThat(companyOf(given, "person", person)).isEqualTo(a);
        assertThat(given.<Long>in(() -> count("company", given.administrator())))
                .isEqualTo(3);
    }

    @Test
    void nothing_is_above_itself_after_a_merge(Given given) {
        var top = create(given, "company", Map.of("name", "Groupe"));
        var lost = create(given, "company", Map.of("name", "Filiale", "parent_id", top));
        var middle = create(given, "company", Map.of("name", "Atelier", "parent_id", lost));
        var kept = create(given, "company", Map.of("name", "Filiale bis", "parent_id", middle));

        merge(given, "company", kept, lost, Map.of());

        assertThat(parentOf(given, middle)).isEqualTo(kept);
        assertThat(parentOf(given, kept)).isEqualTo(top);
    }

    @Test
    void of_two_who_merge_at_once_one_wins_and_the_other_is_told(Given given) throws Exception {
        var a = create(given, "company", Map.of("name", "A"));
        var b = create(given, "company", Map.of("name", "B"));
        var tasks = new ArrayList<Callable<Merges.Answer>>();
        tasks.add(() -> given.in(() -> merges.merge(type("company"), wanted(a, b, Map.of()), given.administrator())));
        tasks.add(() -> given.in(() -> merges.merge(type("company"), wanted(b, a, Map.of()), given.administrator())));
        try (var two = Executors.newFixedThreadPool(2)) {
            var answers = new ArrayList<Merges.Answer>();
            for (var one : two.invokeAll(tasks)) {
                answers.add(one.get());
            }
            assertThat(answers).hasAtLeastOneElementOfType(Merges.Answer.Done.class);
            assertThat(answers).hasAtLeastOneElementOfType(Merges.Answer.MergedAlready.class);
        }
        assertThat(given.<Long>in(() -> count("company", given.administrator())))
                .isEqualTo(1);
    }

    @Test
    void who_does_not_see_both_merges_nothing_and_an_old_version_is_refused(Given given) {
        var own = given.memberWhoSeesOwn("Inès", "sdr");
        var mine = given.in(() -> records.create(
                        type("company"),
                        Map.of("name", "A", "owner_id", own.member().toString()),
                        own)
                .record()
                .id());
        var other = create(given, "company", Map.of("name", "B"));

        assertThatThrownBy(() -> given.in(() -> merges.merge(type("company"), wanted(mine, other, Map.of()), own)))
                .isInstanceOf(NoSuchRecord.class);
        var stale = new Merges.Wanted(mine, List.of(other), Map.of(), Map.of(other, 7));
        assertThatThrownBy(() -> given.in(() -> merges.merge(type("company"), stale, given.administrator())))
                .isInstanceOf(StaleVersion.class);
    }

    private Merges.Answer.Done merge(Given given, String type, UUID kept, UUID lost, Map<String, UUID> fields) {
        return (Merges.Answer.Done)
                given.in(() -> merges.merge(type(type), wanted(kept, lost, fields), given.administrator()));
    }

    private static Merges.Wanted wanted(UUID kept, UUID lost, Map<String, UUID> fields) {
        return new Merges.Wanted(kept, List.of(lost), fields, Map.of());
    }

    private RecordType type(String id) {
        return types.byId(id).orElseThrow();
    }

    private UUID create(Given given, String type, Map<String, ?> values) {
        var text = new HashMap<String, Object>();
        values.forEach((name, value) -> text.put(name, value.toString()));
        return given.in(() ->
                records.create(type(type), text, given.administrator()).record().id());
    }

    private Map<String, @Nullable Object> values(Given given, String type, UUID id) {
        return given.in(() -> records.get(type(type), id, given.administrator()).values());
    }

    private @Nullable UUID companyOf(Given given, String table, UUID id) {
        var column = table.equals("company") ? "merged_into" : "company_id";
        return given.in(() -> sql.fetchSingle("select " + column + " from " + table + " where id = ?", id)
                .get(0, UUID.class));
    }

    private @Nullable UUID parentOf(Given given, UUID id) {
        return given.in(() -> sql.select(COMPANY.PARENT_ID)
                .from(COMPANY)
                .where(COMPANY.ID.eq(id))
                .fetchOne(COMPANY.PARENT_ID));
    }

    private long count(String type, Actor me) {
        return lists.count(lists.parse(type(type), Map.of(), me), me);
    }

    /** All that a merge may touch, without what counts its writes. */
    private Map<String, String> world(Given given) {
        var world = new HashMap<String, String>();
        for (var table : List.of(
                "company", "person", "person_position", "lead", "opportunity", "activity", "journey", "search_entry")) {
            world.put(
                    table,
                    given.in(() -> sql.fetchSingle("select coalesce(string_agg(line, e'\\n' order by line), '') from"
                                    + " (select (to_jsonb(t) - 'version' - 'updated_at')::text as line from " + table
                                    + " t) lines")
                            .get(0, String.class)));
        }
        return world;
    }
}
