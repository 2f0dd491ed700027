package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE_APPROVAL;

import io.diabolo.clocks.ClockId;
import io.diabolo.clocks.Clocks;
import io.diabolo.clocks.Countdown;
import io.diabolo.identity.Members;
import io.diabolo.jooq.tables.records.QuoteApprovalRecord;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.NoSuchRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What was asked about quotes, as it stands in tables; whoever calls has a transaction. */
@Component
class ApprovalStore {
    private final DSLContext sql;
    private final QuoteStore quotes;
    private final Members members;
    private final Clocks clocks;

    ApprovalStore(DSLContext sql, QuoteStore quotes, Members members, Clocks clocks) {
        this.sql = sql;
        this.quotes = quotes;
        this.members = members;
        this.clocks = clocks;
    }

    List<Approval> of(Quote quote) {
        return of(List.of(quote)).getOrDefault(quote.id(), List.of());
    }

    /**
     * By the quote's id those of the content that it has now, in their order; two queries, however many quotes. Reads the index
     * quote_approval_of_quote.
     */
    Map<UUID, List<Approval>> of(Collection<Quote> all) {
        var byId = new HashMap<UUID, Quote>();
        all.forEach(quote -> byId.put(quote.id(), quote));
        var rows = sql.selectFrom(QUOTE_APPROVAL)
                .where(QUOTE_APPROVAL.QUOTE_ID.in(byId.keySet()))
                .and(QUOTE_APPROVAL.STATE.ne("lapsed"))
                .orderBy(QUOTE_APPROVAL.STEP, QUOTE_APPROVAL.ID)
                .fetch();
        rows.removeIf(row -> !isOfNow(row, byId.get(row.getQuoteId())));
        var running = clocks.find(rows.stream()
                .map(QuoteApprovalRecord::getClockId)
                .filter(Objects::nonNull)
                .map(ClockId::new)
                .toList());
        var found = new HashMap<UUID, List<Approval>>();
        rows.intoGroups(QUOTE_APPROVAL.QUOTE_ID)
                .forEach((quote, own) -> found.put(
                        quote,
                        own.stream()
                                .map(row -> approval(row, isOpen(row, own), running))
                                .toList()));
        return found;
    }

    /** A draft may have changed since; what was sent is what was approved. */
    private static boolean isOfNow(QuoteApprovalRecord row, @Nullable Quote quote) {
        return quote != null && (!quote.isDraft() || row.getQuoteVersion().equals(quote.version()));
    }

    private static boolean isOpen(QuoteApprovalRecord row, List<QuoteApprovalRecord> all) {
        return all.stream()
                .noneMatch(other ->
                        other.getStep() < row.getStep() && !other.getState().equals("approved"));
    }

    private Approval approval(QuoteApprovalRecord row, boolean open, Map<ClockId, Countdown> running) {
        var clock = row.getClockId() == null ? null : new ClockId(row.getClockId());
        var countdown = clock == null ? null : running.get(clock);
        return new Approval(
                row.getId(),
                row.getQuoteId(),
                row.getStep(),
                row.getRule(),
                row.getRole(),
                row.getMemberId() == null ? null : new MemberId(row.getMemberId()),
                new MemberId(row.getAskedBy()),
                row.getAskedAt().toInstant(),
                row.getState(),
                name(row.getAnsweredBy()),
                name(row.getAnsweredFor()),
                row.getReason(),
                open,
                clock,
                countdown == null ? null : countdown.dueAt());
    }

    String name(@Nullable UUID member) {
        var found = member == null ? null : members.find(new MemberId(member));
        return found == null ? "" : found.name();
    }

    /** Who approves needn't see the opportunity: they are asked about this quote, and see it. */
    Quote quote(UUID id) {
        var quote = sql.select(QUOTE_APPROVAL.QUOTE_ID)
                .from(QUOTE_APPROVAL)
                .where(QUOTE_APPROVAL.ID.eq(id))
                .fetchOne(QUOTE_APPROVAL.QUOTE_ID);
        var found = quote == null ? null : quotes.find(quote);
        if (found == null) {
            throw new NoSuchRecord("approval", id);
        }
        return found;
    }
}
