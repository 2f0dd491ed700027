package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;
import static io.diabolo.jooq.Tables.QUOTE_LINE;

import io.diabolo.platform.Files;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What a customer may do by the link that they were given: read, write below it, choose, decline, accept. */
@Service
class PublicQuotes {
    private final DSLContext sql;
    private final Quotes quotes;
    private final QuoteStore store;
    private final Acceptances acceptances;
    private final OneTimeCodes codes;
    private final QuoteMails mails;
    private final QuoteNews news;
    private final Comments comments;
    private final Followed followed;
    private final Annexes annexes;
    private final ContributionStore contributions;
    private final Files files;
    private final Clock clock;
    private final TransactionTemplate apart;

    PublicQuotes(
            DSLContext sql,
            Quotes quotes,
            QuoteStore store,
            Acceptances acceptances,
            OneTimeCodes codes,
            QuoteMails mails,
            QuoteNews news,
            Comments comments,
            Followed followed,
            Annexes annexes,
            ContributionStore contributions,
            Files files,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.quotes = quotes;
        this.store = store;
        this.acceptances = acceptances;
        this.codes = codes;
        this.mails = mails;
        this.news = news;
        this.comments = comments;
        this.followed = followed;
        this.annexes = annexes;
        this.contributions = contributions;
        this.files = files;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        // A member of another workspace who follows the link reads in a transaction of their own.
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * @param newer the link of the version that took its place and is out; empty where there is none
     * @param following whether what follows from its acceptance stands already
     */
    record Shown(
            Quote quote,
            boolean expired,
            @Nullable Acceptance acceptance,
            List<Comments.Comment> comments,
            String newer,
            boolean following,
            LocalDate today,
            Annexed annexed) {
        boolean isOpen() {
            return quote.isOut() && !expired;
        }
    }

    /** What became of what the customer wanted. */
    sealed interface Answer {
        record Done() implements Answer {}

        /** It is accepted, declined, replaced or expired by now: the page says which. */
        record Closed() implements Answer {}

        /**
         * @param field of the form
         * @param key of the text that says what is wrong
         */
        record Fault(String field, String key) implements Answer {}

        record TooOften() implements Answer {}
    }

    /** How somebody signs. */
    record Signing(
            String name,
            String position,
            boolean consents,
            String consent,
            String signature,
            String drawn,
            String code,
            List<UUID> options,
            String address,
            String agent) {}

    /** @throws NoSuchRecord when the link opens nothing */
    Shown show(String link) {
        return in(link, this::shown);
    }

    private Shown shown(Quote quote) {
        var today = quotes.today();
        // Only to whom the newer one was sent too: the first may have gone to a wrong address.
        var newer = quote.state() != Quote.State.REPLACED
                ? null
                : sql.select(QUOTE.LINK)
                        .from(QUOTE)
                        .where(QUOTE.SERIES_ID.eq(quote.series()))
                        .and(QUOTE.STATE.notIn("draft", "discarded", "replaced"))
                        .and(QUOTE.RECIPIENT_EMAIL.equalIgnoreCase(
                                quote.recipient().email()))
                        .orderBy(QUOTE.ISSUE.desc())
                        .limit(1)
                        .fetchOne(QUOTE.LINK);
        return new Shown(
                quote,
                quote.isExpired(today),
                acceptances.of(quote.id()),
                comments.of(quote.id()),
                newer == null ? "" : newer,
                followed.all(quote.id()),
                today,
                annexes.of(quote, quote.seller()));
    }

    /** The customer has looked; the page says so by itself, for programs that fetch links aren't customers. */
    void seen(String link) {
        in(link, quote -> {
            if (quote.isOut()) {
                sql.update(QUOTE)
                        .set(QUOTE.SEEN_AT, QuoteStore.utc(clock.instant()))
                        .where(QUOTE.ID.eq(quote.id()))
                        .and(QUOTE.SEEN_AT.isNull())
                        .execute();
                news.seen(quote, quotes.today());
            }
            return quote;
        });
    }

    Answer comment(String link, String author, String words) {
        known(link);
        if (!codes.mayWrite(QuoteLinkOf.read(link))) {
            return new Answer.TooOften();
        }
        if (author.isBlank()) {
            return new Answer.Fault("author", "quote.public.fault.author");
        }
        if (words.isBlank()) {
            return new Answer.Fault("comment", "quote.public.fault.comment");
        }
        return in(link, quote -> {
            if (!quote.isOut()) {
                return new Answer.Closed();
            }
            news.commented(quote, comments.add(quote.id(), null, author, words), words);
            return new Answer.Done();
        });
    }

    /** Options stay chosen, so that the customer can show somebody else what it would come to. */
    Answer choose(String link, List<UUID> options) {
        known(link);
        if (!codes.mayWrite(QuoteLinkOf.read(link))) {
            return new Answer.TooOften();
        }
        return open(link, quote -> {
            sql.update(QUOTE_LINE)
                    .set(QUOTE_LINE.CHOSEN, QuoteStore.among(options))
                    .where(QUOTE_LINE.QUOTE_ID.eq(quote.id()))
                    .and(QUOTE_LINE.OPTIONAL)
                    .execute();
            store.total(Objects.requireNonNull(store.find(quote.id())));
            return new Answer.Done();
        });
    }

    Answer decline(String link, String reason) {
        if (reason.isBlank()) {
            return new Answer.Fault("reason", "quote.public.fault.reason");
        }
        return open(link, quote -> {
            acceptances.decline(quote, reason);
            return new Answer.Done();
        });
    }

    /** Mails a code to whoever the quote was sent to: to nobody else, whatever the visitor types. */
    Answer sendCode(String link) {
        known(link);
        if (!codes.maySend(QuoteLinkOf.read(link))) {
            return new Answer.TooOften();
        }
        return open(link, quote -> {
            var unmailed = mails.code(quote, codes.fresh(quote.id()));
            return unmailed == null ? new Answer.Done() : new Answer.Fault("code", "quote.public.fault.unmailed");
        });
    }

    Answer accept(String link, Signing signing) {
        var fault = fault(signing);
        if (fault != null) {
            // Who typed half of it may try again, and loses no try; but what is closed is told first.
            return show(link).isOpen() ? fault : new Answer.Closed();
        }
        if (!show(link).isOpen()) {
            return new Answer.Closed();
        }
        if (!codes.mayTry(QuoteLinkOf.read(link))) {
            return new Answer.TooOften();
        }
        return open(link, quote -> {
            if (!codes.fits(quote.id(), signing.code())) {
                return new Answer.Fault("code", "quote.public.fault.code");
            }
            acceptances.sign(
                    quote,
                    new Acceptance(
                            quote.id(),
                            false,
                            signing.name(),
                            signing.position(),
                            quote.recipient().email(),
                            signing.consent(),
                            signing.signature(),
                            signing.drawn(),
                            signing.address(),
                            signing.agent(),
                            quote.lines().stream()
                                    .filter(line ->
                                            line.optional() && signing.options().contains(line.id()))
                                    .map(QuoteLine::id)
                                    .toList(),
                            Objects.requireNonNull(quote.fileHash()),
                            null,
                            "",
                            null,
                            acceptances.now()));
            codes.forget(quote.id());
            return new Answer.Done();
        });
    }

    private static @Nullable Answer fault(Signing signing) {
        if (signing.name().isBlank()) {
            return new Answer.Fault("name", "quote.public.fault.name");
        }
        if (!signing.consents()) {
            return new Answer.Fault("consent", "quote.public.fault.consent");
        }
        if (!signing.drawn().isEmpty() && !Strokes.isDrawing(signing.drawn())) {
            return new Answer.Fault("signature", "quote.public.fault.drawn");
        }
        if (signing.signature().isBlank() && signing.drawn().isEmpty()) {
            return new Answer.Fault("signature", "quote.public.fault.signature");
        }
        return signing.code().isBlank() ? new Answer.Fault("code", "quote.public.fault.code.missing") : null;
    }

    /** On the quote while nobody else decides on it, or sends a newer version. */
    private Answer open(String link, Function<Quote, Answer> what) {
        return in(link, found -> {
            store.lock(found.series());
            var quote = Objects.requireNonNull(store.find(found.id()));
            return quote.isOut() && !quote.isExpired(quotes.today()) ? what.apply(quote) : new Answer.Closed();
        });
    }

    /** Before anything is counted, or every made-up link would leave a row. @throws NoSuchRecord when it opens nothing */
    private void known(String link) {
        in(link, Quote::id);
    }

    private <T> T in(String link, Function<Quote, T> work) {
        var place = QuoteLinkOf.read(link);
        Supplier<T> inside = () -> Objects.requireNonNull(apart.execute(_ -> {
            var quote = store.byLink(place.text());
            // What stays as proof alone is shown to nobody who only has the link.
            if (quote == null || quote.restricted()) {
                throw new NoSuchRecord("quote", link);
            }
            return work.apply(quote);
        }));
        return WorkspaceScope.in(place.workspace(), inside);
    }

    /** The sent PDF, or what was signed. */
    void write(String link, boolean signed, HttpServletResponse response) throws IOException {
        var file = in(link, quote -> {
            var acceptance = signed ? acceptances.of(quote.id()) : null;
            var id = acceptance != null && !acceptance.outside() ? acceptance.fileId() : quote.fileId();
            return files.find(Objects.requireNonNull(id));
        });
        write(link, file, response);
    }

    /** A file that goes with the document. @throws NoSuchRecord when there is none of that name */
    void annex(String link, UUID contribution, HttpServletResponse response) throws IOException {
        var file = in(
                link,
                quote -> contributions.standing(quote).values().stream()
                        .filter(part -> part.shown() && part.id().equals(contribution))
                        .map(Contribution::fileId)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(files::find)
                        .orElseThrow(() -> new NoSuchRecord("file", contribution)));
        write(link, file, response);
    }

    private void write(String link, Files.StoredFile file, HttpServletResponse response) throws IOException {
        var bytes = new ByteArrayOutputStream();
        in(link, _ -> {
            files.copy(file.id(), bytes);
            return file;
        });
        FileAnswer.bytes(file, bytes.toByteArray(), response);
    }

    /** A link that can't be one opens nothing. */
    private static final class QuoteLinkOf {
        static QuoteLink read(String text) {
            var link = QuoteLink.read(text);
            if (link == null) {
                throw new NoSuchRecord("quote", text);
            }
            return link;
        }
    }
}
