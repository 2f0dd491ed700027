package io.diabolo.privacy;

import static io.diabolo.privacy.FindTraces.ids;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.diabolo.directory.ErasedContacts;
import io.diabolo.journey.Journeys;
import io.diabolo.platform.Announcements;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.RecordsBatch;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Select;
import org.springframework.stereotype.Component;

/**
 * Takes people out of the records that are about them, in one transaction: what is theirs alone goes, what figures count
 * stays without them and without words.
 */
@Component
class ErasePeople {
    private static final String KEPT_OF_LEADS =
            "array['status','stage','stage_on','channel','source','campaign','score','owner_id','company_id','deleted_at']";
    private static final String KEPT_OF_ACTIVITIES =
            "array['kind','at','due_on','done_at','owner_id','company_id','opportunity_id','deleted_at']";
    private static final String KEPT_OF_MEETINGS =
            "array['kind','state','starts_at','ends_at','owner_id','company_id','opportunity_id','deleted_at']";
    private static final String KEPT_OF_HANDOFFS =
            "array['state','answered_by','answered_at','outcome_type','outcome_id','due_at','to_member']";
    private final DSLContext sql;
    private final Journeys journeys;
    private final ErasedContacts contacts;
    private final RecordTypes types;
    private final RecordsBatch batch;
    private final Announcements announcements;

    ErasePeople(
            DSLContext sql,
            Journeys journeys,
            ErasedContacts contacts,
            RecordTypes types,
            RecordsBatch batch,
            Announcements announcements) {
        this.sql = sql;
        this.journeys = journeys;
        this.contacts = contacts;
        this.types = types;
        this.batch = batch;
        this.announcements = announcements;
    }

    /** The records of these people, found before they let go of them. */
    private record Of(
            UUID[] people,
            UUID[] leads,
            UUID[] activities,
            UUID[] meetings,
            UUID[] opportunities,
            UUID[] journeys,
            UUID[] handoffs,
            UUID[] tickets) {}

    /**
     * @param nameless what a lead is called whose person is gone and who had no company
     * @return how many rows of each table were erased or anonymised
     */
    Map<String, Long> erase(Traces traces, String nameless) {
        var people = ids(traces.people());
        // Whoever edits them waits here, and then finds nobody.
        sql.execute("select id from person where id = any (?) order by id for update", (Object) people);
        var of = find(people);
        var counts = new TreeMap<String, Long>();
        remember(people);
        history(of, nameless, counts);
        activities(of, nameless, counts);
        meetings(of, nameless, counts);
        leads(of, nameless, counts);
        opportunities(of, counts);
        acquired(of, counts);
        quotes(of, counts);
        tickets(of, counts);
        surveys(of, counts);
        accounts(of, counts);
        ledger(of, traces, counts);
        sequences(of, counts);
        own(of, counts);
        journeys.refresh(select(field(name("id"), UUID.class))
                .from(table("journey"))
                .where(field(name("id"), UUID.class).in(of.journeys)));
        reindexed("lead", of.leads);
        reindexed("opportunity", of.opportunities);
        reindexed("activity", of.activities);
        reindexed("meeting", of.meetings);
        reindexed("ticket", of.tickets);
        for (var kind : new String[] {"person", "lead", "opportunity", "activity", "meeting", "ticket"}) {
            announcements.changed(kind);
            announcements.changed(kind + "-any");
        }
        return counts;
    }

    private Of find(UUID[] people) {
        var leads = array("select id from lead where person_id = any (?)", (Object) people);
        return new Of(
                people,
                leads,
                array("select id from activity where person_id = any (?) or lead_id = any (?)", people, leads),
                array("select id from meeting where person_id = any (?) or lead_id = any (?)", people, leads),
                array("select id from opportunity where person_id = any (?)", (Object) people),
                array("select id from journey where person_id = any (?) or lead_id = any (?)", people, leads),
                array("select id from handoff where subject_type = 'lead' and subject_id = any (?)", (Object) leads),
                array("select id from ticket where person_id = any (?)", (Object) people));
    }

    private UUID[] array(String query, Object... bindings) {
        return sql.fetch(query, bindings).getValues(0, UUID.class).toArray(UUID[]::new);
    }

    private void remember(UUID[] people) {
        contacts.remember(sql.fetch("""
            select unnest(array[email, phone, mobile]) from person where id = any (?)
            """, (Object) people).getValues(0, String.class));
    }

    /** Titles first, for the lines that tell which sets are meant go next. */
    private void history(Of of, String nameless, Map<String, Long> counts) {
        var named = """
            select change_set_id from change
            where (record_type = 'person' and record_id = any ({0})) or (record_type = 'lead' and record_id = any ({1}))
               or (record_type = 'activity' and record_id = any ({2}))
               or (record_type = 'meeting' and record_id = any ({4}))
               or (record_type = 'handoff' and record_id = any ({5}))
               or (record_type = 'ticket' and record_id = any ({6}))\
            """;
        sql.execute(
                "update change_set set title = {3} where title <> '' and created + updated + deleted <= 3 and (id in ("
                        + named + ") or undoes in (" + named + "))",
                val(of.people),
                val(of.leads),
                val(of.activities),
                val(nameless),
                val(of.meetings),
                val(of.handoffs),
                val(of.tickets));
        sql.execute("""
            update change_set set kept = (
                select coalesce(jsonb_agg(e), '[]') from jsonb_array_elements(kept) e where (e ->> 'id')::uuid <> all ({0}))
            where kept <> '[]' and exists (select from jsonb_array_elements(kept) e where (e ->> 'id')::uuid = any ({0}))
            """, val(of.people));
        count(
                counts,
                "change",
                sql.execute(
                        "delete from change where record_type = 'person' and record_id = any (?)", (Object) of.people));
        count(counts, "change", wordless("lead", of.leads, KEPT_OF_LEADS));
        count(counts, "change", wordless("activity", of.activities, KEPT_OF_ACTIVITIES));
        count(counts, "change", wordless("meeting", of.meetings, KEPT_OF_MEETINGS));
        count(counts, "change", wordless("handoff", of.handoffs, KEPT_OF_HANDOFFS));
    }

    private int wordless(String type, UUID[] ids, String kept) {
        return sql.execute("""
            update change set
                before = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(before) where key = any (kept_)),
                after = (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(after) where key = any (kept_))
            where record_type = ? and record_id = any (?)
            """.replace("kept_", kept), type, ids);
    }

    private void activities(Of of, String nameless, Map<String, Long> counts) {
        sql.execute("delete from custom_value where record_id = any (?)", (Object) of.activities);
        count(counts, "activity", sql.execute("""
            delete from activity where id = any (?) and num_nonnulls(company_id, lead_id, opportunity_id) = 0
            """, (Object) of.activities));
        count(counts, "activity", sql.execute("""
            update activity set subject = ?, body = '', external_id = null, custom = '{}', person_id = null,
                version = version + 1
            where id = any (?)
            """, nameless, of.activities));
    }

    /** That they met counts in figures; with whom and about what doesn't. */
    private void meetings(Of of, String nameless, Map<String, Long> counts) {
        sql.execute("delete from custom_value where record_id = any (?)", (Object) of.meetings);
        count(counts, "meeting", sql.execute("""
            update meeting set subject = ?, place = null, notes = null, said = null, external_id = null, custom = '{}',
                person_id = null, version = version + 1
            where id = any (?)
            """, nameless, of.meetings));
    }

    /** A reason that others share is one of a list; a rare one may be told of this person alone. */
    private void leads(Of of, String nameless, Map<String, Long> counts) {
        count(counts, "sheet_answer", sql.execute("""
            delete from sheet_answer where subject_type = 'lead' and subject_id = any (?)
            """, (Object) of.leads));
        count(counts, "handoff", sql.execute("""
            update handoff set carried = '{}', note = '', reason = null where id = any (?)
            """, (Object) of.handoffs));
        sql.execute(
                "update notification set reason = null where subject_id = any (?) or subject_id = any (?)",
                of.leads,
                of.handoffs);
        sql.execute("delete from custom_value where record_id = any (?)", (Object) of.leads);
        count(counts, "lead", sql.execute("""
            update lead l set person_id = null, custom = '{}', version = version + 1,
                name = coalesce((select name from company c where c.id = l.company_id), ?),
                external_id = case when company_id is null then 'erased-' || gen_random_uuid() end,
                reason = case when (select count(*) from (select from lead o where o.reason = l.reason and o.id <> all (?)
                                                          limit 5) o) = 5 then reason end
            where id = any (?)
            """, nameless, of.leads, of.leads));
    }

    private void opportunities(Of of, Map<String, Long> counts) {
        count(counts, "opportunity", sql.execute("""
            update opportunity set person_id = null, version = version + 1 where id = any (?)
            """, (Object) of.opportunities));
    }

    /** What they sent and did counts for its campaign; what they wrote, and by what they could be known again, goes. */
    private void acquired(Of of, Map<String, Long> counts) {
        count(counts, "submission", sql.execute("""
            update submission set person_id = null, received = '{}', page = null, visitor = null, address = null,
                confirm_hash = null, download_hash = null
            where person_id = any (?) or lead_id = any (?)
            """, of.people, of.leads));
        count(counts, "touch", sql.execute("""
            update touch set person_id = null, visitor = null, page = null where person_id = any (?)
            """, (Object) of.people));
    }

    /**
     * What was signed stays as proof, with restricted reading (art. 17.3.e GDPR); of what wasn't, the document goes and the
     * quote stays without them.
     */
    private void quotes(Of of, Map<String, Long> counts) {
        var named =
                "select file_id from quote where recipient_id = any (?) and state <> 'accepted' and file_id is not null";
        sql.execute("delete from stored_file_piece where file_id in (" + named + ")", (Object) of.people);
        sql.execute("update stored_file set expired_at = now() where id in (" + named + ")", (Object) of.people);
        sql.execute("""
            delete from quote_comment where quote_id in (select id from quote where recipient_id = any (?))
            """, (Object) of.people);
        count(counts, "quote", sql.execute("""
            update quote set recipient_id = null, recipient_name = '', recipient_email = '', restricted = state = 'accepted',
                variables = variables - array['person.name', 'person.first_name', 'person.last_name', 'person.title'],
                version = version + 1
            where recipient_id = any (?)
            """, (Object) of.people));
    }

    /** That they asked, and how soon they were answered, counts in figures; what was said doesn't. */
    private void tickets(Of of, Map<String, Long> counts) {
        for (var table : new String[] {"ticket_participant", "support_link"}) {
            sql.execute(
                    "delete from " + table + " where address in (select email from person where id = any (?))",
                    (Object) of.people);
        }
        count(counts, "ticket_message", sql.execute("delete from ticket_message where ticket_id = any (?)", (Object)
                of.tickets));
        sql.execute("delete from custom_value where record_id = any (?)", (Object) of.tickets);
        sql.execute("update ticket_escalation set reason = '…' where ticket_id = any (?)", (Object) of.tickets);
        count(counts, "ticket", sql.execute("""
            update ticket set subject = '…', description = '', resolution = null, person_id = null, requester_name = null,
                requester_email = null, csat_comment = null, external_id = null, custom = '{}', version = version + 1
            where id = any (?)
            """, (Object) of.tickets));
        count(counts, "change", wordless("ticket", of.tickets, "array['status', 'priority', 'tier', 'owner_id']"));
    }

    /** That somebody was asked, and the score, count in figures; who it was and what they wrote don't. */
    private void surveys(Of of, Map<String, Long> counts) {
        var ids = array("select id from survey_response where person_id = any (?)", (Object) of.people);
        sql.execute("delete from custom_value where record_id = any (?)", (Object) ids);
        count(counts, "survey_response", sql.execute("""
            update survey_response set person_id = null, comment = null, external_id = null, custom = '{}',
                version = version + 1
            where id = any (?)
            """, (Object) ids));
        count(counts, "change", wordless("survey_response", ids, "array['score', 'owner_id']"));
        count(counts, "survey_ask", sql.execute("""
            update survey_ask set person_id = null, address = '', mail_id = null, hash = null where person_id = any (?)
            """, (Object) of.people));
    }

    /** That something was suggested, and that a customer recommended us, count; of whom and in which words doesn't. */
    private void accounts(Of of, Map<String, Long> counts) {
        count(counts, "suggestion", sql.execute("""
            update suggestion set person_id = null, note = '', reason_fr = '…', reason_en = '…', version = version + 1
            where person_id = any (?)
            """, (Object) of.people));
        var referrals = array(
                "select id from referral where person_id = any (?) or lead_id in (select id from lead where person_id = any (?))",
                (Object) of.people,
                (Object) of.people);
        sql.execute("delete from custom_value where record_id = any (?)", (Object) referrals);
        count(counts, "referral", sql.execute("""
            update referral set person_id = case when person_id = any (?) then null else person_id end, note = null,
                thanks = null, external_id = null, custom = '{}', version = version + 1
            where id = any (?)
            """, (Object) of.people, (Object) referrals));
        count(counts, "change", wordless("referral", referrals, "array['named_on', 'thanked_on', 'owner_id']"));
    }

    private void ledger(Of of, Traces traces, Map<String, Long> counts) {
        count(counts, "journey", sql.execute("""
            update journey j set person_id = null,
                name = coalesce((select name from lead l where l.id = j.lead_id and j.opportunity_id is null), j.name)
            where id = any (?)
            """, (Object) of.journeys));
        count(
                counts,
                "journey_entry",
                sql.fetchSingle("select erase_from_ledger(?, ?, ?)", of.people, of.leads, traces.pattern())
                        .get(0, Long.class));
    }

    /** A sequence that they were in counts in its figures; nothing of it goes on. */
    private void sequences(Of of, Map<String, Long> counts) {
        count(counts, "enrollment", sql.execute("""
            update enrollment set person_id = null, due = null, held_due = null, waiting = false,
                state = case when state in ('running', 'paused') then 'stopped' else state end,
                reason = case when state in ('running', 'paused') then 'gone' else reason end,
                ended_at = coalesce(ended_at, now())
            where person_id = any (?)
            """, (Object) of.people));
    }

    private void own(Of of, Map<String, Long> counts) {
        // That their address can't be reached is theirs, too.
        sql.execute("""
            delete from unreachable_address where address in (select email from person where id = any (?))
            """, (Object) of.people);
        sql.execute("delete from custom_value where record_id = any (?)", (Object) of.people);
        sql.execute("delete from search_entry where kind = 'person' and record_id = any (?)", (Object) of.people);
        sql.execute("delete from search_entry where kind = 'activity' and record_id = any (?)", (Object) of.activities);
        // A name that nobody else bears goes from the words that are known, a moment later.
        sql.execute("delete from search_unread");
        sql.execute("insert into search_unread (record_ids) values (null)");
        sql.execute(
                "delete from duplicate_pair where record_type = 'person' and (one_id = any ({0}) or other_id = any"
                        + " ({0}))",
                val(of.people));
        EraseAutomations.of(of.people, of.leads, sql);
        EraseAutomations.of(of.people, of.tickets, sql);
        sql.execute("delete from recent_record where kind = 'person' and record_id = any (?)", (Object) of.people);
        sql.execute("delete from queue_snooze where record_id = any (?)", (Object) of.people);
        for (var table : new String[] {"clock", "handoff", "notification"}) {
            sql.execute("delete from " + table + " where subject_type = 'person' and subject_id = any (?)", (Object)
                    of.people);
        }
        // A mail to somebody else that was written from their record.
        sql.execute("update mail set about_type = null, about_id = null where about_id = any (?)", (Object) of.people);
        sql.execute("update erasure set person_id = null where person_id = any (?)", (Object) of.people);
        for (var table :
                new String[] {"person_position", "legal_basis", "retention_exception", "mail", "stakeholder"}) {
            count(counts, table, sql.execute("delete from " + table + " where person_id = any (?)", (Object)
                    of.people));
        }
        count(counts, "person", sql.execute("delete from person where id = any (?)", (Object) of.people));
    }

    private void reindexed(String kind, UUID[] ids) {
        var type = types.byId(kind);
        if (type.isPresent() && ids.length > 0) {
            Select<Record1<UUID>> all = select(type.get().column("id", UUID.class))
                    .from(type.get().table())
                    .where(type.get().column("id", UUID.class).in(ids));
            batch.renamed(type.get(), all);
        }
    }

    private static void count(Map<String, Long> counts, String table, long rows) {
        if (rows > 0) {
            counts.merge(table, rows, Long::sum);
        }
    }
}
