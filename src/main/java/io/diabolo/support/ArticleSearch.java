package io.diabolo.support;

import static io.diabolo.jooq.Tables.ARTICLE;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The knowledge base, read: by words, in the reader's language, and no more of it than they may see. */
@Service
class ArticleSearch {
    private static final int LONGEST_WORD = 60;
    private static final int WORDS = 12;
    private final DSLContext sql;

    ArticleSearch(DSLContext sql) {
        this.sql = sql;
    }

    /** Who reads. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists are List.of
    enum Reader {
        /** Anybody. */
        PUBLIC(List.of("public")),
        /** Who came in through the portal. */
        CUSTOMER(List.of("public", "customers")),
        AGENT(List.of("public", "customers", "agents"));

        private final List<String> audiences;

        Reader(List<String> audiences) {
            this.audiences = audiences;
        }
    }

    /** @param language of what is shown, which isn't the reader's where there is no other */
    record Found(UUID id, String title, String body, String language, String audience, String kind) {
        /** The beginning of it. */
        String beginning() {
            var line = body.strip().replaceAll("\\s+", " ");
            return line.length() <= 160 ? line : line.substring(0, 159) + "…";
        }
    }

    /** Those that have most of the words, in the title first. Reads the index article_read. */
    @Transactional(readOnly = true)
    public List<Found> find(String query, Reader reader, Locale locale, int limit) {
        var words = words(query);
        if (words.isEmpty()) {
            return List.of();
        }
        Field<Integer> score = inline(0);
        Condition any = DSL.falseCondition();
        for (var word : words) {
            var key = DSL.field("fold({0})", String.class, val(word));
            score = score.plus(when(ARTICLE.TITLE_KEY.contains(key), inline(3)).otherwise(inline(0)))
                    .plus(when(ARTICLE.WORDS_KEY.contains(key), inline(1)).otherwise(inline(0)));
            any = any.or(ARTICLE.WORDS_KEY.contains(key));
        }
        return list(reader, locale, any, score.desc(), limit);
    }

    /** All there are, by title. */
    @Transactional(readOnly = true)
    public List<Found> all(Reader reader, Locale locale, int limit) {
        return list(reader, locale, noCondition(), ARTICLE.TITLE_KEY.asc(), limit);
    }

    private List<Found> list(Reader reader, Locale locale, Condition which, org.jooq.SortField<?> order, int limit) {
        return sql.select(
                        ARTICLE.ID,
                        ARTICLE.TITLE_FR,
                        ARTICLE.TITLE_EN,
                        ARTICLE.BODY_FR,
                        ARTICLE.BODY_EN,
                        ARTICLE.AUDIENCE,
                        ARTICLE.KIND)
                .from(ARTICLE)
                .where(ARTICLE.STATE.eq("published"))
                .and(ARTICLE.DELETED_AT.isNull())
                .and(ARTICLE.AUDIENCE.in(reader.audiences))
                .and(which)
                .orderBy(order, ARTICLE.TITLE_KEY, ARTICLE.ID)
                .limit(limit)
                .fetch(row -> shown(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        locale));
    }

    /** Null when there is none, or this reader may not see it. */
    @Transactional(readOnly = true)
    public @Nullable Found one(UUID id, Reader reader, Locale locale) {
        return list(reader, locale, ARTICLE.ID.eq(id), ARTICLE.TITLE_KEY.asc(), 1).stream()
                .findFirst()
                .orElse(null);
    }

    private static Found shown(
            UUID id,
            @Nullable String titleFr,
            @Nullable String titleEn,
            @Nullable String bodyFr,
            @Nullable String bodyEn,
            String audience,
            String kind,
            Locale locale) {
        var french = locale.getLanguage().equals("fr") ? titleFr != null : titleEn == null;
        var title = french ? titleFr : titleEn;
        var body = french ? bodyFr : bodyEn;
        return new Found(
                id, title == null ? "" : title, body == null ? "" : body, french ? "fr" : "en", audience, kind);
    }

    static Stream<String> split(String text) {
        return Arrays.stream(text.replace("\0", "").split("[^\\p{L}\\p{N}]+"));
    }

    /** Short ones are in every text. */
    private static List<String> words(String query) {
        return split(query)
                .filter(word -> word.length() > 2)
                .map(word -> word.substring(0, Math.min(LONGEST_WORD, word.length())))
                .distinct()
                .limit(WORDS)
                .toList();
    }
}
