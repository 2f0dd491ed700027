package io.diabolo.pipeline;

import io.diabolo.platform.Actor;
import io.diabolo.records.Clause;
import io.diabolo.records.ListQuery;
import io.diabolo.records.Lists;
import io.diabolo.records.Op;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;

/** Reads the board's address: a list's conditions, and how the board shows them. */
@Component
class BoardQuery {
    static final String PIPELINE = "filter[pipeline]";
    static final String LANES = "lanes";
    static final String AT = "at";
    static final String SHOWN = "shown.";
    private static final List<String> OF_A_LIST = List.of("sort", "columns", "limit", "cursor", "filter[deleted]");
    private static final List<String> OF_THE_BOARD = List.of(LANES, AT, "stage", "lane", "closes", "after");
    private final Lists lists;
    private final OpportunityType type;
    private final Pipelines pipelines;

    BoardQuery(Lists lists, OpportunityType type, Pipelines pipelines) {
        this.lists = lists;
        this.type = type;
        this.pipelines = pipelines;
    }

    /** @param query with its pipeline among the conditions */
    record Read(ListQuery query, Pipeline pipeline, Lanes lanes, String at, Map<String, Integer> shown) {
        /** What makes the board again, from an address or a form. */
        Map<String, String> carried() {
            var all = new LinkedHashMap<>(query.parameters());
            if (lanes != Lanes.NONE) {
                all.put(LANES, lanes.id());
            }
            if (!at.equals(Pipeline.STAGES.getFirst())) {
                all.put(AT, at);
            }
            return all;
        }
    }

    Read read(MultiValueMap<String, String> parameters, Actor me) {
        var list = new LinkedHashMap<String, List<String>>();
        var shown = new LinkedHashMap<String, Integer>();
        parameters.forEach((name, values) -> {
            if (name.startsWith(SHOWN)) {
                var number = values.getLast();
                shown.put(name, number.matches("[0-9]{1,3}") ? Integer.valueOf(number) : 0);
            } else if (!OF_THE_BOARD.contains(name) && !OF_A_LIST.contains(name)) {
                list.put(name, values);
            }
        });
        list.putIfAbsent(PIPELINE, List.of(Pipeline.NEW_BUSINESS));
        var query = lists.parse(type, list, me);
        var at = String.valueOf(parameters.getFirst(AT));
        return new Read(
                query,
                pipelines.of(pipeline(query), me.locale()),
                Lanes.named(String.valueOf(parameters.getFirst(LANES))),
                Pipeline.STAGES.contains(at) ? at : Pipeline.STAGES.getFirst(),
                shown);
    }

    private static String pipeline(ListQuery query) {
        return query.clauses().stream()
                .filter(clause -> clause instanceof Clause.Filter filter
                        && filter.name().equals("pipeline")
                        && filter.op() == Op.EQ)
                .map(clause -> ((Clause.Filter) clause).values().getFirst())
                .findFirst()
                .orElse(Pipeline.NEW_BUSINESS);
    }

    /** Parameters as an address writes them, one of them changed; an empty value takes it away. */
    static String written(Map<String, String> carried, String name, String value) {
        var all = new LinkedHashMap<>(carried);
        if (value.isEmpty()) {
            all.remove(name);
        } else {
            all.put(name, value);
        }
        var text = new StringBuilder();
        all.forEach((key, one) -> text.append(text.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(key, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(one, StandardCharsets.UTF_8)));
        return text.toString();
    }
}
