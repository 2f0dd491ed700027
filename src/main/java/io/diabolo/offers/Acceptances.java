package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.QUOTE_ACCEPTANCE;
import static io.diabolo.jooq.Tables.QUOTE_LINE;

import io.diabolo.identity.Members;
import io.diabolo.pipeline.Opportunities;
import io.diabolo.platform.Actor;
import io.diabolo.platform.BadInput;
import io.diabolo.platform.Files;
import io.diabolo.platform.MemberId;
import io.diabolo.platform.Origin;
import io.diabolo.records.ChangeSets;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A quote is accepted: acceptance, evidence and the won deal are one transaction; what follows listens to its event. */
@Service
class Acceptances {
    static final int MOST_BYTES = 20_000_000;

    private final DSLContext sql;
    private final Quotes quotes;
    private final QuoteStore store;
    private final Documents documents;
    private final Pdf pdf;
    private final Files files;
    private final Opportunities opportunities;
    private final OpportunityAmounts amounts;
    private final Members members;
    private final ChangeSets changeSets;
    private final QuoteNews news;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Acceptances(
            DSLContext sql,
            Quotes quotes,
            QuoteStore store,
            Documents documents,
            Pdf pdf,
            Files files,
            Opportunities opportunities,
            OpportunityAmounts amounts,
            Members members,
            ChangeSets changeSets,
            QuoteNews news,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.quotes = quotes;
        this.store = store;
        this.documents = documents;
        this.pdf = pdf;
        this.files = files;
        this.opportunities = opportunities;
        this.amounts = amounts;
        this.members = members;
        this.changeSets = changeSets;
        this.news = news;
        this.events = events;
        this.clock = clock;
    }

    /** Null while it isn't accepted. */
    @Transactional(readOnly = true)
    public @Nullable Acceptance of(UUID quote) {
        return sql.selectFrom(QUOTE_ACCEPTANCE)
                .where(QUOTE_ACCEPTANCE.QUOTE_ID.eq(quote))
                .fetchOne(row -> new Acceptance(
                        quote,
                        row.getWay().equals("file"),
                        row.getName(),
                        row.getPosition(),
                        row.getEmail(),
                        row.getConsent(),
                        row.getSignature(),
                        row.getDrawn(),
                        row.getAddress(),
                        row.getAgent(),
                        Arrays.asList(row.getOptions()),
                        row.getDocumentHash(),
                        row.getFileId(),
                        row.getFileHash(),
                        row.getRecordedBy() == null ? null : new MemberId(row.getRecordedBy()),
                        row.getAcceptedAt().toInstant()));
    }

    /**
     * As a member may see it. Once who signed was erased, the proof is for those who have to bring it; to others it says that
     * there is one.
     */
    @Transactional(readOnly = true)
    public @Nullable Acceptance of(Quote quote, Actor me) {
        var acceptance = of(quote.id());
        return acceptance == null || mayRead(quote, me) ? acceptance : acceptance.unnamed();
    }

    static boolean mayRead(Quote quote, Actor me) {
        return !quote.restricted() || me.administrator();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** On the public page, on a quote that is out and locked: what was signed becomes a document of its own. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Acceptance sign(Quote quote, Acceptance signing) {
        var me = members.orderedBy(quote.responsible()).through(Origin.RULE);
        var agreed = quote.with(quote.lines().stream()
                .map(line -> line.optional() ? line.chosen(line.isAmong(signing.options())) : line)
                .toList());
        var document = pdf.of(documents.view(agreed, quote.seller(), signing));
        var file = files.keep(quote.reference() + " signé.pdf", "application/pdf", new ByteArrayInputStream(document));
        var kept = signing.kept(file.id(), Pdf.hash(document));
        keep(agreed, kept, me);
        news.accepted(agreed, kept);
        return kept;
    }

    /** What a member hands in: the file that proves that the customer accepted elsewhere. */
    record Outside(String name, String position, String fileName, String type, byte[] content, List<UUID> options) {}

    /**
     * Records an acceptance outside the page: a signed PDF, a purchase order. The date of the quote doesn't matter, for the
     * seller takes it as it is.
     *
     * @throws BadInput when the quote isn't out, or the file is empty or too large
     */
    @Transactional
    public Acceptance record(UUID id, Outside outside, Actor me) {
        me.mayWrite();
        store.lock(quotes.get(id, me).series());
        var quote = quotes.get(id, me);
        if (!quote.isOut()) {
            throw new BadInput("", quote.isDraft() ? "quote.fault.unsent" : "quote.fault.closed");
        }
        if (outside.name().isBlank()) {
            throw new BadInput("name", "quote.fault.signer");
        }
        if (outside.content().length == 0 || outside.content().length > MOST_BYTES) {
            throw new BadInput("file", "quote.fault.file", MOST_BYTES / 1_000_000);
        }
        var file = files.keep(outside.fileName(), outside.type(), new ByteArrayInputStream(outside.content()));
        var acceptance = new Acceptance(
                id,
                true,
                outside.name(),
                outside.position(),
                "",
                "",
                "",
                "",
                "",
                "",
                outside.options(),
                Objects.requireNonNull(quote.fileHash()),
                file.id(),
                Pdf.hash(outside.content()),
                me.member(),
                now());
        var agreed = quote.with(quote.lines().stream()
                .map(line -> line.optional() ? line.chosen(line.isAmong(outside.options())) : line)
                .toList());
        keep(agreed, acceptance, me);
        return acceptance;
    }

    private void keep(Quote quote, Acceptance kept, Actor me) {
        var changeSet = changeSets.open(me, "quote.accepted", quote.words().title());
        sql.insertInto(QUOTE_ACCEPTANCE)
                .set(QUOTE_ACCEPTANCE.QUOTE_ID, quote.id())
                .set(QUOTE_ACCEPTANCE.WAY, kept.outside() ? "file" : "page")
                .set(QUOTE_ACCEPTANCE.NAME, kept.name())
                .set(QUOTE_ACCEPTANCE.POSITION, kept.position())
                .set(QUOTE_ACCEPTANCE.EMAIL, kept.email())
                .set(QUOTE_ACCEPTANCE.CONSENT, kept.consent())
                .set(QUOTE_ACCEPTANCE.SIGNATURE, kept.signature())
                .set(QUOTE_ACCEPTANCE.DRAWN, kept.drawn())
                .set(QUOTE_ACCEPTANCE.ADDRESS, kept.address())
                .set(QUOTE_ACCEPTANCE.AGENT, kept.agent())
                .set(QUOTE_ACCEPTANCE.OPTIONS, kept.options().toArray(UUID[]::new))
                .set(QUOTE_ACCEPTANCE.DOCUMENT_HASH, kept.documentHash())
                .set(QUOTE_ACCEPTANCE.FILE_ID, Objects.requireNonNull(kept.fileId()))
                .set(QUOTE_ACCEPTANCE.FILE_HASH, kept.fileHash())
                .set(
                        QUOTE_ACCEPTANCE.RECORDED_BY,
                        kept.recordedBy() == null
                                ? null
                                : Objects.requireNonNull(kept.recordedBy()).value())
                .set(QUOTE_ACCEPTANCE.ACCEPTED_AT, QuoteStore.utc(kept.at()))
                .execute();
        sql.update(QUOTE_LINE)
                .set(QUOTE_LINE.CHOSEN, QuoteStore.among(kept.options()))
                .where(QUOTE_LINE.QUOTE_ID.eq(quote.id()))
                .and(QUOTE_LINE.OPTIONAL)
                .execute();
        close(quote, "accepted", null, kept.at(), changeSet);
        store.total(Objects.requireNonNull(store.find(quote.id())));
        amounts.follow(quote, changeSet, me);
        opportunities.sign(quote.opportunity(), kept.at(), me);
        events.publishEvent(new QuoteAccepted(
                me.workspace(), quote.id(), quote.opportunity(), quote.responsible(), changeSet, kept.at()));
    }

    /** The customer doesn't want it; on a quote that is out and locked. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void decline(Quote quote, String reason) {
        var me = members.orderedBy(quote.responsible()).through(Origin.RULE);
        var changeSet = changeSets.open(me, "quote.declined", quote.words().title());
        close(quote, "declined", reason, now(), changeSet);
        news.declined(quote, reason);
    }

    private void close(Quote quote, String state, @Nullable String reason, Instant at, UUID changeSet) {
        sql.update(QUOTE)
                .set(QUOTE.STATE, state)
                .set(QUOTE.REASON, reason)
                .set(QUOTE.DECIDED_AT, QuoteStore.utc(at))
                .set(QUOTE.VERSION, QUOTE.VERSION.plus(1))
                .set(QUOTE.UPDATED_AT, QuoteStore.utc(at))
                .where(QUOTE.ID.eq(quote.id()))
                .execute();
        changeSets.updated(changeSet, "quote", quote.id(), Map.of("state", "sent"), Map.of("state", state));
    }
}
