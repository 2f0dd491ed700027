package io.diabolo.privacy;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whose time is up: so many months after the last contact that came from them, which is what they sent, said, answered or came
 * to, not what we sent. A customer's people stay while a contract runs, and whoever takes part in an open deal; a deal that
 * became a contract lasts as long as that one does.
 */
@Component
class DuePeople {
    /**
     * {0} the months, {1} the last day to fall due, {2} today, {3} further conditions. Young people are left out first, by the
     * index person_newest; of records that were merged the later day counts; contacts are looked up by the indexes of the person.
     */
    private static final String DUE = """
        with old as (
            select p.id, p.name, p.company_id, greatest(p.created_at, m.created_at)::date as created_on,
                   greatest(case when p.consent = 'opted_in' then p.consent_at end, m.consent_at)::date as consent_on
            from person p
            cross join lateral (
                select max(o.created_at) as created_at, max(o.consent_at) filter (where o.consent = 'opted_in') as consent_at
                from person o where o.merged_into = p.id) m
            where p.merged_into is null
              and greatest(p.created_at, m.created_at) < (({1} - make_interval(months => {0})) + interval '1 day')
              and p.created_at < (({1} - make_interval(months => {0})) + interval '1 day')),
        heard as (
            select old.*, contact.last_on as contact_on, inbound.last_on as inbound_on, granted.last_on as granted_on,
                   ended.last_on as ended_on
            from old
            cross join lateral (
                select max(came.at)::date as last_on
                from (
                    select a.at
                    from (select old.id as person_id, null::uuid as lead_id, null::uuid as opportunity_id
                          union all select null, l.id, null from lead l where l.person_id = old.id
                          union all select null, null, o.id from opportunity o where o.person_id = old.id) theirs
                    join activity a on a.person_id = theirs.person_id or a.lead_id = theirs.lead_id
                        or a.opportunity_id = theirs.opportunity_id
                    where a.deleted_at is null
                      and (a.direction = 'inbound' or (a.kind = 'meeting' and a.direction is distinct from 'outbound'))
                    union all select i.at from mail i
                    where i.person_id = old.id and i.direction = 'inbound' and i.kind in ('mail', 'human') and not i.spam
                    union all select greatest(t.opened_at, t.csat_at) from ticket t
                    where t.person_id = old.id and t.deleted_at is null
                    union all select w.at from ticket t join ticket_message w on w.ticket_id = t.id and w.kind = 'inbound'
                    where t.person_id = old.id and t.deleted_at is null
                    union all select r.answered_at from survey_response r where r.person_id = old.id and r.deleted_at is null
                    union all select greatest(q.seen_at, case when q.state in ('accepted', 'declined') then q.decided_at end)
                    from quote q where q.recipient_id = old.id
                    union all select w.at from quote q join quote_comment w on w.quote_id = q.id and w.member_id is null
                    where q.recipient_id = old.id
                    union all select s.received_at from submission s where s.person_id = old.id and s.state = 'accepted'
                    union all select d.at from touch d where d.person_id = old.id and d.kind = 'download') came
                where came.at <= ({2} + interval '1 day')) contact
            cross join lateral (
                select max(l.created_at)::date as last_on from lead l
                where l.person_id = old.id and l.channel = 'inbound' and l.deleted_at is null) inbound
            cross join lateral (
                select max(b.since) as last_on from legal_basis b
                where b.person_id = old.id and b.basis = 'consent' and b.state = 'granted') granted
            cross join lateral (
                select max(coalesce(k.ends_on, k.renewal_on)) as last_on,
                       bool_or(k.state = 'running' and (k.ends_on is null or k.ends_on >= {2})) as runs
                from (
                    select k.* from contract k where k.company_id = old.company_id
                    union all select k.* from opportunity o join contract k on k.opportunity_id = o.id
                    where o.company_id = old.company_id or o.person_id = old.id
                    union all select k.* from quote q join contract k on k.quote_id = q.id
                    where q.recipient_id = old.id) k
                where k.deleted_at is null) bound
            cross join lateral (
                select greatest(max(o.close_date + make_interval(months => o.term_months))::date, bound.last_on) as last_on
                from opportunity o
                where o.deleted_at is null and o.stage in ('won', 'delivery', 'live', 'growth') and o.term_months is not null
                  and (o.company_id = old.company_id or o.person_id = old.id)
                  and not exists (select from contract k where k.opportunity_id = o.id and k.deleted_at is null)) ended
            where bound.runs is not true
              and not exists (
                select from opportunity o
                where o.deleted_at is null and (o.company_id = old.company_id or o.person_id = old.id)
                  and o.stage in ('won', 'delivery', 'live', 'growth')
                  and (o.term_months is null or o.close_date is null
                       or o.close_date + make_interval(months => o.term_months) >= {2})
                  and not exists (select from contract k where k.opportunity_id = o.id and k.deleted_at is null))
              and not exists (
                select from opportunity o where o.person_id = old.id and o.deleted_at is null
                  and o.stage in ('discovery', 'proposal', 'closing'))
              and not exists (
                select from stakeholder s join opportunity o on o.id = s.opportunity_id
                where s.person_id = old.id and s.deleted_at is null and o.deleted_at is null
                  and o.stage in ('discovery', 'proposal', 'closing'))),
        last as (
            select heard.*, greatest(created_on, contact_on, inbound_on, granted_on, consent_on, case when ended_on is not null then least(ended_on, {2}) end) as last_on
            from heard),
        due as (
            select last.*, (last_on + make_interval(months => {0}))::date as due_on,
                   case when last_on = contact_on then 'contact' when last_on = inbound_on then 'inbound'
                        when last_on = ended_on then 'ended'
                        when last_on in (granted_on, consent_on) then 'consent'
                        else 'created' end as why
            from last)
        select due.id, due.name, c.name as company, due.last_on, due.why, due.due_on, e.reason, e.until
        from due
        left join company c on c.id = due.company_id
        left join lateral (
            select x.reason, x.until from retention_exception x
            where x.until >= {2}
              and (x.person_id = due.id or x.person_id in (select o.id from person o where o.merged_into = due.id))
            order by x.until desc limit 1) e on true
        where due.due_on <= {1} and {3}
        """;

    private final DSLContext sql;

    DuePeople(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * @param lastOn the last contact that came from them, else when they were recorded
     * @param why contact, inbound, ended, consent or created: what it was
     * @param reason why they stay although it is time; null when nothing was said
     */
    public record Due(
            UUID id,
            String name,
            @Nullable String company,
            LocalDate lastOn,
            String why,
            LocalDate dueOn,
            @Nullable String reason,
            @Nullable LocalDate until) {
        public boolean isKept() {
            return reason != null;
        }
    }

    /** The first to fall due on top, from the one after (dueOn, id) on; those who are kept are among them. */
    List<Due> until(
            LocalDate day,
            LocalDate today,
            int months,
            @Nullable LocalDate afterDay,
            @Nullable UUID afterId,
            int limit) {
        var after = afterDay == null || afterId == null
                ? noCondition()
                : condition("(due.due_on, due.id) > ({0}, {1})", val(afterDay), val(afterId));
        return sql.fetch(
                        DUE + " order by due.due_on, due.id limit {4}",
                        val(months),
                        val(day),
                        val(today),
                        after,
                        val(limit))
                .map(DuePeople::due);
    }

    /** How many fall due by this day; those who are kept for a reason don't count. */
    long count(LocalDate day, LocalDate today, int months) {
        return one("select count(*) from (" + DUE + ") all_due", months, day, today, condition("e.reason is null"));
    }

    /**
     * @param due how many fall due within each of the numbers of days that were asked for; those who are kept don't count
     * @param kept how many of those within the longest are kept for a reason
     */
    record Numbers(List<Long> due, long kept) {}

    /** All of them in one pass. */
    Numbers numbers(List<Integer> within, LocalDate today, int months) {
        var asked = new ArrayList<Field<Long>>();
        within.forEach(days -> asked.add(field(
                "count(*) filter (where reason is null and due_on <= {0})", Long.class, val(today.plusDays(days)))));
        asked.add(field("count(*) filter (where reason is not null)", Long.class));
        var row = sql.select(asked)
                .from(table(
                        "(" + DUE + ") all_due",
                        val(months),
                        val(today.plusDays(Collections.max(within))),
                        val(today),
                        noCondition()))
                .fetchSingle();
        var all = new ArrayList<Long>();
        for (var at = 0; at < asked.size(); at++) {
            all.add(row.get(at, Long.class));
        }
        var kept = all.removeLast();
        return new Numbers(all, kept);
    }

    private long one(String query, int months, LocalDate day, LocalDate today, Condition where) {
        var count =
                sql.fetchSingle(query, val(months), val(day), val(today), where).get(0, Long.class);
        return count == null ? 0 : count;
    }

    /** Of these, who is there and not yet being erased. */
    List<UUID> still(List<UUID> people) {
        return sql.fetch("""
            select p.id from person p
            where p.id = any ({0}) and p.merged_into is null and not exists (select from erasure x where x.person_id = p.id)
            """, val(FindTraces.ids(people))).getValues(0, UUID.class);
    }

    /** Those who are to go now: not kept, not yet being erased. */
    List<UUID> now(LocalDate today, int months, int limit) {
        return sql.fetch(
                        DUE + " and not exists (select from erasure x where x.person_id = due.id)"
                                + " order by due.due_on, due.id limit {4}",
                        val(months),
                        val(today),
                        val(today),
                        condition("e.reason is null"),
                        val(limit))
                .getValues(0, UUID.class);
    }

    /** Whether it is still so, for one whom nobody can write to meanwhile. */
    boolean isDue(UUID person, LocalDate today, int months) {
        return one(
                        "select count(*) from (" + DUE + ") all_due",
                        months,
                        today,
                        today,
                        condition("e.reason is null and due.id = {0}", val(person)))
                > 0;
    }

    private static Due due(Record row) {
        return new Due(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, LocalDate.class),
                row.get(4, String.class),
                row.get(5, LocalDate.class),
                row.get(6, String.class),
                row.get(7, LocalDate.class));
    }
}
