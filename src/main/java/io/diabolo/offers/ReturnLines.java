package io.diabolo.offers;

import static io.diabolo.jooq.Tables.CHANGE;
import static io.diabolo.jooq.Tables.QUOTE;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.diabolo.platform.Actor;
import io.diabolo.records.AfterUndo;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The lines of a draft, and what its calculators were given, go back to what they were before an undone change; those of a quote that has left stay. */
@Component
class ReturnLines implements AfterUndo {
    /** The key of a change under which the lines before and after stand. */
    static final String KEY = "lines";

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Said(
            @Nullable List<QuoteLine> lines,
            @JsonProperty(QuoteReturns.KEY) @Nullable List<ReturnInput> returns) {}

    private final DSLContext sql;
    private final QuoteStore store;
    private final QuoteReturns returns;
    private final JsonMapper json;

    ReturnLines(DSLContext sql, QuoteStore store, QuoteReturns returns, JsonMapper json) {
        this.returns = returns;
        this.sql = sql;
        this.store = store;
        this.json = json;
    }

    /** A quote that was made goes as if it were given up, for its lines hold it; one that somebody went on with stays. */
    @Override
    public void undone(UUID changeSet, Actor me) {
        sql.update(QUOTE)
                .set(QUOTE.STATE, "discarded")
                .where(QUOTE.CREATED_IN.eq(changeSet))
                .and(QUOTE.STATE.eq("draft"))
                .and(QUOTE.VERSION.eq(1))
                .execute();
        sql.select(CHANGE.RECORD_ID, CHANGE.BEFORE, CHANGE.AFTER)
                .from(CHANGE)
                .where(CHANGE.CHANGE_SET_ID.eq(changeSet))
                .and(CHANGE.RECORD_TYPE.eq("quote"))
                .fetch()
                .forEach(row -> {
                    store.findable(row.value1());
                    var before = lines(row.value2());
                    var after = lines(row.value3());
                    var quote = store.find(row.value1());
                    if (before != null
                            && quote != null
                            && quote.isDraft()
                            && quote.lines().equals(after)) {
                        store.replace(quote.id(), before);
                        store.total(Objects.requireNonNull(store.find(quote.id())));
                    }
                    var inputs = json.readValue(row.value2().data(), Said.class).returns();
                    if (inputs != null && quote != null && quote.isDraft()) {
                        returns.write(quote.id(), inputs);
                    }
                });
    }

    private @Nullable List<QuoteLine> lines(JSONB said) {
        return json.readValue(said.data(), Said.class).lines();
    }
}
