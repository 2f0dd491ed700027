package io.diabolo.insight;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.diabolo.insight.Funnel.Pair;
import io.diabolo.insight.Funnel.StageFigures;
import io.diabolo.journey.Stage;
import io.diabolo.platform.BadInput;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The funnel's figures as JSON: the same code path as the page. */
@RestController
class FunnelApi {
    private final Funnels funnels;
    private final FunnelPairs pairs;

    FunnelApi(Funnels funnels, FunnelPairs pairs) {
        this.funnels = funnels;
        this.pairs = pairs;
    }

    record Stages(List<StageJson> stages) {}

    record StageJson(
            String stage,
            long reached,
            @JsonProperty("entered_dated") long enteredDated,
            long current,
            long exited,
            @JsonProperty("conversion_to_next") @Nullable Double conversion,
            @JsonProperty("median_days_to_next") @Nullable Double medianDays,
            @JsonProperty("p90_days_to_next") @Nullable Double p90Days,
            @JsonProperty("too_young") long tooYoung,
            long undated,
            @JsonProperty("by_channel") Map<String, Long> byChannel) {

        static StageJson of(StageFigures figures) {
            return new StageJson(
                    figures.stage().id(),
                    figures.reached(),
                    figures.enteredDated(),
                    figures.current(),
                    figures.exited(),
                    figures.conversion(),
                    figures.medianDays(),
                    figures.p90Days(),
                    figures.tooYoung(),
                    figures.undated(),
                    figures.byChannel());
        }
    }

    record Items(List<PairJson> items) {}

    record PairJson(
            @Nullable String group,
            @JsonProperty("group_id") @Nullable String groupId,
            @JsonProperty("reached_from") long reachedFrom,
            @JsonProperty("reached_to") long reachedTo,
            @JsonProperty("too_young") long tooYoung,
            @Nullable Double conversion,
            @JsonProperty("median_days") @Nullable Double medianDays,
            @JsonProperty("mean_days") @Nullable Double meanDays,
            @JsonProperty("p90_days") @Nullable Double p90Days,
            @JsonProperty("negative_days") long negativeDays) {

        static PairJson of(Pair pair) {
            return new PairJson(
                    pair.group(),
                    pair.groupId(),
                    pair.reachedFrom(),
                    pair.reachedTo(),
                    pair.tooYoung(),
                    pair.conversion(),
                    pair.medianDays(),
                    pair.meanDays(),
                    pair.p90Days(),
                    pair.negativeDays());
        }
    }

    @GetMapping("/api/v1/funnel")
    Stages funnel(@RequestParam MultiValueMap<String, String> parameters, Ui ui) {
        return new Stages(funnels.figures(FunnelQuery.of(parameters), ui.me()).stages().stream()
                .map(StageJson::of)
                .toList());
    }

    @GetMapping("/api/v1/funnel/pairs")
    Items pairs(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestParam(name = "from_stage", defaultValue = "lead") String from,
            @RequestParam(name = "to_stage", defaultValue = "won") String to,
            @RequestParam(name = "group_by", defaultValue = "") String groupBy,
            Ui ui) {
        return new Items(
                pairs
                        .pairs(
                                FunnelQuery.of(parameters),
                                stage("from_stage", from),
                                stage("to_stage", to),
                                groupBy,
                                ui.me())
                        .stream()
                        .map(PairJson::of)
                        .toList());
    }

    private static Stage stage(String parameter, String id) {
        return Stage.named(id).orElseThrow(() -> new BadInput(parameter, "funnel.fault.stage"));
    }
}
