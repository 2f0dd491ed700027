package io.diabolo.reports;

import io.diabolo.platform.Money;
import io.diabolo.reports.Answer.Figure;
import io.diabolo.reports.Answer.Group;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports and their answers in JSON: figures exactly, as texts. */
final class ReportJson {
    private ReportJson() {}

    static Map<String, @Nullable Object> of(SavedReport report, String plural) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("id", report.id().toString());
        body.put("name", report.name());
        body.put("of", plural);
        body.put("query", report.query());
        body.put("shared", report.shared());
        body.put("mine", report.mine());
        body.put("keeper", report.keeper());
        body.put("every", report.every());
        body.put("version", report.version());
        return body;
    }

    static Map<String, @Nullable Object> of(ReportQuery query, Answer answer) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("of", query.type().plural());
        body.put("by", query.by().id());
        body.put("across", query.across() == null ? null : query.across().id());
        body.put("measure", query.measure().id());
        body.put("currency", query.measure().isMoney() ? query.currency() : null);
        body.put("records_left_out", answer.leftOut());
        body.put("more", answer.cut());
        body.put("total", figure(query, answer.total()));
        List<@Nullable Object> items = new ArrayList<>();
        for (var row : answer.by()) {
            var item = group(query, row);
            if (query.across() != null) {
                List<@Nullable Object> cells = new ArrayList<>();
                for (var column : answer.across()) {
                    var cell = new LinkedHashMap<String, @Nullable Object>();
                    cell.put("key", column.key());
                    cell.put("label", column.label());
                    cell.putAll(figure(query, answer.at(row, column)));
                    cells.add(cell);
                }
                item.put("across", cells);
            }
            items.add(item);
        }
        body.put("items", items);
        return body;
    }

    private static Map<String, @Nullable Object> group(ReportQuery query, Group group) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("key", group.key());
        body.put("label", group.label());
        body.putAll(figure(query, group.whole()));
        return body;
    }

    private static Map<String, @Nullable Object> figure(ReportQuery query, Figure figure) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("records", figure.records());
        body.put("value", figure.value() == null ? null : plain(query, figure.value()));
        return body;
    }

    /** Money in whole units of its currency. */
    static String plain(ReportQuery query, BigDecimal value) {
        return query.measure().isMoney()
                ? Money.ofMinor(value.setScale(0, RoundingMode.HALF_EVEN).longValueExact(), query.currency())
                        .value()
                        .toPlainString()
                : value.stripTrailingZeros().toPlainString();
    }
}
