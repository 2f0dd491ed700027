package io.diabolo.qualification.prediction;

import io.diabolo.platform.Actor;
import io.diabolo.platform.NotAllowed;
import io.diabolo.rules.Rules;
import io.diabolo.web.NavigationEntry;
import io.diabolo.web.NavigationGroup;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** How good the prediction is, and learning anew: as a page and in the API. */
@Controller
class PredictionController {
    private final PredictionPages pages;
    private final TrainPrediction training;

    PredictionController(PredictionPages pages, TrainPrediction training) {
        this.pages = pages;
        this.training = training;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry predictionEntry() {
            return NavigationEntry.of(NavigationGroup.SETTINGS, 61, "/settings/prediction", "prediction.nav")
                    .visibleTo(Rules::mayEdit);
        }
    }

    @GetMapping("/settings/prediction")
    ModelAndView show(Ui ui) {
        return new ModelAndView("qualification/prediction/prediction", Map.of("page", pages.page(ui)));
    }

    @PostMapping("/settings/prediction/trainings")
    ModelAndView train(Ui ui) {
        begin(ui.me());
        ui.flash("prediction.begun");
        var view = new RedirectView("/settings/prediction");
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private UUID begin(Actor me) {
        me.mayWrite();
        if (!Rules.mayEdit(me)) {
            throw new NotAllowed("prediction");
        }
        return training.begin(me);
    }

    @GetMapping("/api/v1/lead-prediction")
    @ResponseBody
    Map<String, @Nullable Object> get(Ui ui) {
        var page = pages.page(ui);
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("decided", page.enough().decided());
        body.put("qualified", page.enough().qualified());
        body.put("needed", Trainability.DECIDED);
        body.put("needed_of_each", Trainability.OF_EACH);
        var model = page.model();
        body.put("trained_at", model == null ? null : model.trainedAt().toString());
        body.put("auc", model == null ? null : model.goodness().auc());
        body.put("brier", model == null ? null : model.goodness().brier());
        body.put("average", model == null ? null : model.average());
        body.put("tested", model == null ? null : model.goodness().cases());
        return body;
    }

    @PostMapping("/api/v1/lead-prediction/trainings")
    @ResponseBody
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> trainByApi(Ui ui) {
        return Map.of("job_id", begin(ui.me()).toString());
    }
}
