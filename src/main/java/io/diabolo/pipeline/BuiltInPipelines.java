package io.diabolo.pipeline;

import io.diabolo.platform.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The pipelines that come with Diabolo. Chances and days are where teams usually begin, until theirs are known. */
@Component
class BuiltInPipelines {
    /** How many exit criteria the texts hold for a stage. */
    private static final int CRITERIA = 3;

    /** The fact that a proposal has its technical part, which the module above knows. */
    static final String TAILORED = "quote.tailored";

    static final String LARGE = "company.key_account || company.segment == \"enterprise\"";

    private record Figures(int probability, @Nullable Integer staleAfter) {}

    private static final Map<String, List<Figures>> FIGURES = Map.of(
            Pipeline.NEW_BUSINESS,
            List.of(new Figures(20, 14), new Figures(50, 10), new Figures(75, 7), new Figures(100, null)),
            "renewal",
            List.of(new Figures(60, 30), new Figures(75, 21), new Figures(90, 10), new Figures(100, null)),
            "expansion",
            List.of(new Figures(35, 21), new Figures(60, 14), new Figures(80, 10), new Figures(100, null)),
            "partner",
            List.of(new Figures(15, 21), new Figures(40, 14), new Figures(70, 10), new Figures(100, null)));

    static final List<String> KEYS = List.of(Pipeline.NEW_BUSINESS, "renewal", "expansion", "partner");
    private final Texts texts;

    BuiltInPipelines(Texts texts) {
        this.texts = texts;
    }

    List<Pipeline> all(Locale locale) {
        return KEYS.stream().map(key -> of(key, locale)).toList();
    }

    private Pipeline of(String key, Locale locale) {
        return new Pipeline(key, texts.text(locale, "choice.opportunity.pipeline." + key), true, 0, stages(key));
    }

    /** What a new pipeline starts from is the one for new business. */
    List<PipelineStage> stages(String key) {
        var figures = FIGURES.getOrDefault(key, FIGURES.get(Pipeline.NEW_BUSINESS));
        var stages = new ArrayList<PipelineStage>();
        for (var i = 0; i < Pipeline.STAGES.size(); i++) {
            var id = Pipeline.STAGES.get(i);
            var is = java.util.Objects.requireNonNull(figures).get(i);
            stages.add(new PipelineStage(
                    id,
                    Words.NONE,
                    is.probability(),
                    is.staleAfter(),
                    List.of(),
                    criteria(id),
                    guidance(id),
                    asks(key, id)));
        }
        return stages;
    }

    /** What is sold to a large company is made to measure; what is sold to a small one goes by the price list. */
    private static List<Ask> asks(String key, String stage) {
        return stage.equals("closing") && !key.equals("renewal")
                ? List.of(Ask.fact(TAILORED, 1).when(LARGE))
                : List.of();
    }

    private List<Words> criteria(String stage) {
        if (stage.equals("won")) {
            return List.of();
        }
        var all = new ArrayList<Words>();
        for (var i = 1; i <= CRITERIA; i++) {
            all.add(words("pipeline.criteria." + stage + "." + i));
        }
        return all;
    }

    private Words guidance(String stage) {
        return words("pipeline.guidance." + stage);
    }

    private Words words(String key) {
        return new Words(texts.text(Locale.FRENCH, key), texts.text(Locale.ENGLISH, key));
    }
}
