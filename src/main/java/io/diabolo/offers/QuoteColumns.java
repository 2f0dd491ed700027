package io.diabolo.offers;

import static io.diabolo.jooq.Tables.QUOTE;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What of a draft can be written, as its columns have it. */
final class QuoteColumns {
    private QuoteColumns() {}

    private static Map<Field<?>, @Nullable Object> of(Quote quote) {
        var all = new LinkedHashMap<Field<?>, @Nullable Object>();
        all.put(QUOTE.TITLE, quote.words().title());
        all.put(QUOTE.LANGUAGE, quote.words().language());
        all.put(QUOTE.INTRO, quote.words().intro());
        all.put(QUOTE.DELIVERY, quote.words().delivery());
        all.put(QUOTE.DISCOUNT, quote.discount());
        all.put(QUOTE.TERM_MONTHS, quote.termMonths());
        all.put(QUOTE.VALID_UNTIL, quote.validUntil());
        all.put(QUOTE.CUSTOMER_NAME, quote.customer().name());
        all.put(QUOTE.CUSTOMER_ADDRESS, quote.customer().address());
        all.put(QUOTE.CUSTOMER_SIREN, quote.customer().siren());
        all.put(QUOTE.RECIPIENT_NAME, quote.recipient().name());
        all.put(QUOTE.RECIPIENT_EMAIL, quote.recipient().email());
        return all;
    }

    static void changes(
            Quote before, Quote after, Map<String, @Nullable Object> was, Map<String, @Nullable Object> is) {
        var old = of(before);
        of(after).forEach((column, value) -> {
            if (!Objects.equals(old.get(column), value)) {
                was.put(column.getName(), old.get(column));
                is.put(column.getName(), value);
            }
        });
    }

    static void write(DSLContext sql, Quote quote, Instant now) {
        var values = new LinkedHashMap<Field<?>, @Nullable Object>(of(quote));
        values.put(QUOTE.VERSION, QUOTE.VERSION.plus(1));
        values.put(QUOTE.UPDATED_AT, QuoteStore.utc(now));
        sql.update(QUOTE).set(values).where(QUOTE.ID.eq(quote.id())).execute();
    }
}
