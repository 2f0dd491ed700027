package io.diabolo.offers;

import io.diabolo.platform.Actor;
import io.diabolo.platform.Money;
import io.diabolo.records.RecordTypes;
import io.diabolo.records.Records;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an opportunity is worth is what was offered last, so that the forecast doesn't count something else. */
@Component
class OpportunityAmounts {
    private final Records records;
    private final RecordTypes types;

    OpportunityAmounts(Records records, RecordTypes types) {
        this.records = records;
        this.types = types;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void follow(Quote quote, UUID changeSet, Actor me) {
        var totals = quote.totals();
        var input = new HashMap<String, @Nullable Object>();
        input.put("one_off_amount", text(totals.once()));
        input.put("recurring_amount", text(totals.year()));
        input.put("recurring_period", "year");
        if (quote.termMonths() != null) {
            input.put("term_months", quote.termMonths());
        }
        records.updateAlong(types.byPlural("opportunities"), quote.opportunity(), input, changeSet, me);
    }

    /** An opportunity isn't worth less than nothing, though a quote may be. */
    private static String text(Money money) {
        return money.value().max(BigDecimal.ZERO).toPlainString() + " "
                + money.currency().getCurrencyCode();
    }
}
