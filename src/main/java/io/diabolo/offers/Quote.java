package io.diabolo.offers;

import io.diabolo.platform.MemberId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A version of what was offered. Once it is sent nothing of it changes; what is offered then is a new version.
 *
 * @param series what the versions of one offer share
 * @param issue which version of the offer
 * @param owner who leads the opportunity
 * @param number given at sending, the same for all versions
 * @param discount on the whole, in hundredths of a percent
 * @param termMonths for how long it is recurring; null: a year
 * @param seller as it was when it was sent
 * @param restricted who signed was erased: what was signed stays as proof, and few may read it
 */
record Quote(
        UUID id,
        UUID series,
        int issue,
        UUID opportunity,
        String opportunityName,
        @Nullable UUID company,
        @Nullable MemberId owner,
        MemberId createdBy,
        @Nullable UUID priceList,
        @Nullable String number,
        State state,
        Words words,
        Currency currency,
        int discount,
        @Nullable Integer termMonths,
        LocalDate validUntil,
        Customer customer,
        Recipient recipient,
        @Nullable String link,
        @Nullable Instant sentAt,
        @Nullable UUID fileId,
        @Nullable String fileHash,
        Seller seller,
        @Nullable Instant seenAt,
        @Nullable Instant decidedAt,
        @Nullable String reason,
        boolean restricted,
        Priced priced,
        List<QuoteLine> lines,
        int version) {
    private static final int USUAL_TERM = 12;

    enum State {
        DRAFT,
        SENT,
        ACCEPTED,
        DECLINED,
        REPLACED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param language of the document, fr or en
     * @param values what the variables in its texts stood for when it was sent; empty before
     */
    record Words(String title, String language, String intro, String delivery, Map<String, String> values) {
        Words with(Map<String, String> now) {
            return new Words(title, language, intro, delivery, Map.copyOf(now));
        }
    }

    /** As it stands on the document. */
    record Customer(String name, String address, String siren) {}

    /** To whom it is sent, and whose signature it asks for. */
    record Recipient(@Nullable UUID person, String name, String email) {}

    boolean isDraft() {
        return state == State.DRAFT;
    }

    /** Whether the customer can still accept it, but for its date. */
    boolean isOut() {
        return state == State.SENT;
    }

    boolean isExpired(LocalDate today) {
        return state == State.SENT && validUntil.isBefore(today);
    }

    Locale locale() {
        return words.language().equals("fr") ? Locale.FRANCE : Locale.UK;
    }

    Totals totals() {
        return Totals.of(lines, discount, termMonths, currency);
    }

    /** For how long what recurs is agreed. */
    int months() {
        return termMonths == null ? USUAL_TERM : termMonths;
    }

    /** Who answers for it: the owner of the opportunity, else who made it. */
    MemberId responsible() {
        return owner == null ? createdBy : owner;
    }

    Quote with(List<QuoteLine> others) {
        return with(words, others);
    }

    Quote with(Words other, List<QuoteLine> others) {
        return new Quote(
                id,
                series,
                issue,
                opportunity,
                opportunityName,
                company,
                owner,
                createdBy,
                priceList,
                number,
                state,
                other,
                currency,
                discount,
                termMonths,
                validUntil,
                customer,
                recipient,
                link,
                sentAt,
                fileId,
                fileHash,
                seller,
                seenAt,
                decidedAt,
                reason,
                restricted,
                priced,
                List.copyOf(others),
                version);
    }

    /** As it is about to be sent. */
    Quote sending(String newNumber, Instant at, Seller now) {
        return new Quote(
                id,
                series,
                issue,
                opportunity,
                opportunityName,
                company,
                owner,
                createdBy,
                priceList,
                newNumber,
                State.SENT,
                words,
                currency,
                discount,
                termMonths,
                validUntil,
                customer,
                recipient,
                link,
                at,
                fileId,
                fileHash,
                now,
                seenAt,
                decidedAt,
                reason,
                restricted,
                priced,
                lines,
                version);
    }

    /** Its number with its version, as the customer reads it; empty before it is sent. */
    String reference() {
        return number == null ? "" : issue == 1 ? number : number + " v" + issue;
    }
}
