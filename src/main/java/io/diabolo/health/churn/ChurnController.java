package io.diabolo.health.churn;

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

/** How good the prediction of who leaves is, and learning anew: as a page and in the API. */
@Controller
class ChurnController {
    private static final String PATH = "/settings/churn";
    private final ChurnPages pages;
    private final LearnChurn learning;

    ChurnController(ChurnPages pages, LearnChurn learning) {
        this.pages = pages;
        this.learning = learning;
    }

    @Configuration(proxyBeanMethods = false)
    static class InNavigation {
        @Bean
        NavigationEntry churnEntry() {
            return NavigationEntry.of(NavigationGroup.SETTINGS, 68, PATH, "churn.nav")
                    .visibleTo(Rules::mayEdit);
        }
    }

    @GetMapping(PATH)
    ModelAndView show(Ui ui) {
        return new ModelAndView("health/churn/churn", Map.of("page", pages.page(ui)));
    }

    @PostMapping(PATH + "/trainings")
    ModelAndView train(Ui ui) {
        begin(ui.me());
        ui.flash("churn.begun");
        var view = new RedirectView(PATH);
        view.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(view);
    }

    private UUID begin(Actor me) {
        me.mayWrite();
        if (!Rules.mayEdit(me)) {
            throw new NotAllowed("churn");
        }
        return learning.begin(me);
    }

    @GetMapping("/api/v1/churn-prediction")
    @ResponseBody
    Map<String, @Nullable Object> get(Ui ui) {
        var page = pages.page(ui);
        var model = page.model();
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("cases", page.size().cases());
        body.put("churned", page.size().churned());
        body.put("needed", ChurnHistorySize.CASES);
        body.put("needed_of_each", ChurnHistorySize.OF_EACH);
        body.put("trained_at", model == null ? null : model.trainedAt().toString());
        body.put("auc", model == null ? null : model.goodness().auc());
        body.put("brier", model == null ? null : model.goodness().brier());
        body.put("average", model == null ? null : model.average());
        body.put("tested", model == null ? null : model.goodness().cases());
        return body;
    }

    @PostMapping("/api/v1/churn-prediction/trainings")
    @ResponseBody
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, Object> trainByApi(Ui ui) {
        return Map.of("job_id", begin(ui.me()).toString());
    }
}
