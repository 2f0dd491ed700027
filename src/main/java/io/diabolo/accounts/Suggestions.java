package io.diabolo.accounts;

import static io.diabolo.jooq.Tables.PERSON;
import static io.diabolo.jooq.Tables.PRODUCT;
import static io.diabolo.jooq.Tables.SUGGESTION;

import io.diabolo.jooq.tables.records.SuggestionRecord;
import io.diabolo.offers.OpportunityProducts;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Announcements;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Texts;
import io.diabolo.platform.Workspaces;
import io.diabolo.records.ChangeSets;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import io.diabolo.rules.Rules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is done about suggestions: taken up, which opens what they are about, or dismissed with a reason. */
@Service
class Suggestions {
    static final List<String> DISMISSALS = List.of("not_now", "no_budget", "no_need", "relationship", "wrong", "other");
    static final int LONGEST = 2_000;
    private static final int TASK_DAYS = 3;
    private final DSLContext sql;
    private final SuggestionType type;
    private final SuggestionStore store;
    private final CountAccounts accounts;
    private final WinBacks winBacks;
    private final Opening opening;

    /** The faces of other modules by which something is opened. */
    @org.springframework.stereotype.Component
    record Opening(
            Records records,
            RecordTypes types,
            ChangeSets changeSets,
            OpportunityProducts products,
            Rules rules,
            Workspaces workspaces,
            Texts texts,
            Announcements announcements,
            Clock clock) {
        LocalDate today() {
            return LocalDate.ofInstant(clock.instant(), workspaces.settings().zone());
        }
    }

    Suggestions(
            DSLContext sql,
            SuggestionType type,
            SuggestionStore store,
            CountAccounts accounts,
            WinBacks winBacks,
            Opening opening) {
        this.sql = sql;
        this.type = type;
        this.store = store;
        this.accounts = accounts;
        this.winBacks = winBacks;
        this.opening = opening;
    }

    /** What became of an acceptance or a dismissal. */
    sealed interface Answer {
        /** @param path of what was opened, or of the suggestion */
        record Done(String path, UUID changeSet) implements Answer {}

        /** Somebody was first: what came of it then. */
        record Already(String state, String path) implements Answer {}
    }

    /** @throws NoSuchRecord also if {@code me} can't see it */
    @Transactional(readOnly = true, noRollbackFor = NoSuchRecord.class)
    public SuggestionRecord get(UUID id, Actor me) {
        opening.records().get(type, id, me);
        return sql.selectFrom(SUGGESTION).where(SUGGESTION.ID.eq(id)).fetchSingle();
    }

    /** Of two who do it at once the second finds what the first has opened. */
    @Transactional
    public Answer accept(UUID id, Actor me) {
        AccountRights.work(me);
        var row = locked(id, me);
        if (!row.getState().equals("open")) {
            return new Answer.Already(row.getState(), path(row));
        }
        var changeSet = opening.changeSets().open(me, "suggestion.accepted", row.getName());
        var kind = SuggestionKind.of(row.getKind());
        switch (kind) {
            case UPSELL, CROSS_SELL -> row.setOpportunityId(deal(row, kind, changeSet, me));
            case REFERRAL, SPONSOR -> row.setTaskId(task(row, kind, changeSet, me));
            case WIN_BACK -> row.setLeadId(winBacks.reopenOf(row.getCompanyId(), changeSet, me));
        }
        decide(row, "accepted", changeSet, me);
        return new Answer.Done(path(row), changeSet);
    }

    /**
     * It isn't suggested again for as many days as the rules say.
     *
     * @param why one of {@link #DISMISSALS}
     * @throws BadInput without a reason
     */
    @Transactional
    public Answer dismiss(UUID id, String why, String note, Actor me) {
        AccountRights.work(me);
        var row = locked(id, me);
        if (!row.getState().equals("open")) {
            return new Answer.Already(row.getState(), path(row));
        }
        if (!DISMISSALS.contains(why)) {
            throw new BadInput("reason", "suggestion.fault.reason");
        }
        if (note.strip().length() > LONGEST || note.indexOf('\0') >= 0) {
            throw new BadInput("note", "suggestion.fault.note", LONGEST);
        }
        var days = opening.rules().of(ExpansionRules.ID).setting(ExpansionRules.QUIET);
        row.setDismissal(why);
        row.setNote(note.strip());
        row.setQuietUntil(opening.today().plusDays(days));
        var changeSet = opening.changeSets().open(me, "suggestion.dismissed", row.getName());
        decide(row, "dismissed", changeSet, me);
        return new Answer.Done("/suggestions/" + id, changeSet);
    }

    private SuggestionRecord locked(UUID id, Actor me) {
        opening.records().get(type, id, me);
        return sql.selectFrom(SUGGESTION)
                .where(SUGGESTION.ID.eq(id))
                .forUpdate()
                .fetchSingle();
    }

    private void decide(SuggestionRecord row, String state, UUID changeSet, Actor me) {
        var now = opening.clock().instant().atOffset(ZoneOffset.UTC);
        row.setState(state);
        row.setDecidedBy(me.member().value());
        row.setDecidedAt(now.truncatedTo(java.time.temporal.ChronoUnit.MICROS));
        row.setUpdatedAt(now);
        store.decide(row, changeSet);
        accounts.of(List.of(row.getCompanyId()));
        opening.announcements().changed("suggestion");
    }

    private static String path(SuggestionRecord row) {
        if (row.getOpportunityId() != null) {
            return "/opportunities/" + row.getOpportunityId();
        }
        if (row.getLeadId() != null) {
            return "/leads/" + row.getLeadId();
        }
        return "/suggestions/" + row.getId();
    }

    /** In the expansion pipeline, on a journey of its own with the customer's as its parent. */
    private UUID deal(SuggestionRecord row, SuggestionKind kind, UUID changeSet, Actor me) {
        var product = product(row);
        var named = product == null ? "" : product;
        var input = new HashMap<String, @Nullable Object>();
        input.put(
                "name",
                opening.texts()
                        .text(
                                opening.workspaces().settings().locale(),
                                product == null ? "suggestion.deal" : "suggestion.deal.of",
                                row.getName(),
                                named));
        input.put("type", kind.id());
        input.put("pipeline", "expansion");
        input.put("company", row.getCompanyId().toString());
        input.put("source", "expansion");
        input.put("channel", "outbound");
        input.put("owner", me.member().value().toString());
        if (row.getPersonId() != null) {
            input.put("person", row.getPersonId().toString());
        }
        var deal = opening.records().createAlong(type("opportunity"), input, changeSet, AccountRights.everywhere(me));
        if (row.getProductId() != null && product != null) {
            opening.products().addAlong(deal, row.getProductId(), changeSet);
        }
        return deal;
    }

    private @Nullable String product(SuggestionRecord row) {
        return row.getProductId() == null
                ? null
                : sql.select(PRODUCT.NAME)
                        .from(PRODUCT)
                        .where(PRODUCT.ID.eq(row.getProductId()))
                        .and(PRODUCT.DELETED_AT.isNull())
                        .fetchOne(PRODUCT.NAME);
    }

    /** Somebody has to be asked, or found: a task of whoever took it up. */
    private UUID task(SuggestionRecord row, SuggestionKind kind, UUID changeSet, Actor me) {
        var who = row.getPersonId() == null
                ? null
                : sql.select(PERSON.NAME)
                        .from(PERSON)
                        .where(PERSON.ID.eq(row.getPersonId()))
                        .and(PERSON.DELETED_AT.isNull())
                        .fetchOne(PERSON.NAME);
        var input = new HashMap<String, @Nullable Object>();
        input.put("kind", "task");
        input.put(
                "subject",
                opening.texts()
                        .text(
                                opening.workspaces().settings().locale(),
                                "suggestion.task." + kind.id(),
                                Objects.requireNonNullElse(who, row.getName())));
        input.put("company", row.getCompanyId().toString());
        if (who != null) {
            input.put("person", row.getPersonId().toString());
        }
        input.put("due_on", opening.today().plusDays(TASK_DAYS).toString());
        input.put("owner", me.member().value().toString());
        return opening.records().createAlong(type("activity"), input, changeSet, AccountRights.everywhere(me));
    }

    private io.diabolo.records.RecordType type(String id) {
        return opening.types().byId(id).orElseThrow();
    }
}
