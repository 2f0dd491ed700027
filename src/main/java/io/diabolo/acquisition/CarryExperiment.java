package io.diabolo.acquisition;

import io.diabolo.journey.BeforeHandoff;
import io.diabolo.journey.HandoffKind;
import io.diabolo.platform.Actor;
import io.diabolo.platform.Texts;
import io.diabolo.records.Records;
import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What a growth hacker found out goes along with the signal: the hypothesis, what was tried, how sure it is, what was learned. */
@Component
class CarryExperiment implements BeforeHandoff {
    private static final List<String> CARRIED = List.of("hypothesis", "lever", "campaign", "metric", "learning");
    private final ExperimentType type;
    private final Records records;
    private final Texts texts;

    CarryExperiment(ExperimentType type, Records records, Texts texts) {
        this.type = type;
        this.records = records;
        this.texts = texts;
    }

    @Override
    public HandoffKind kind() {
        return HandoffKind.MARKET_SIGNAL;
    }

    @Override
    public boolean isAbout(String subjectType) {
        return subjectType.equals("experiment");
    }

    @Override
    public Map<String, String> offering(UUID experiment, UUID changeSet, Actor me) {
        var row = records.get(type, experiment, me);
        var carried = new LinkedHashMap<String, String>();
        for (var field : CARRIED) {
            var said = Objects.toString(row.value(field), "");
            if (!said.isBlank()) {
                carried.put(field, field.equals("lever") ? text(me, "choice.experiment.lever." + said) : said);
            }
        }
        var result = ExperimentBeside.result(row);
        if (result != null) {
            carried.put("result", text(me, "experiment.verdict." + result.verdict()));
            carried.put("result" + QUESTION, text(me, "experiment.result"));
            carried.put(
                    "result" + EVIDENCE,
                    share("experiment.control", result.control(), me) + " · "
                            + share("experiment.test", result.test(), me));
        }
        return carried;
    }

    private String share(String key, Proportions.Share share, Actor me) {
        var percent = NumberFormat.getPercentInstance(me.locale());
        percent.setMaximumFractionDigits(1);
        return text(me, key, percent.format(share.value()), share.successes(), share.trials());
    }

    private String text(Actor me, String key, Object... args) {
        return texts.text(me.locale(), key, args);
    }
}
