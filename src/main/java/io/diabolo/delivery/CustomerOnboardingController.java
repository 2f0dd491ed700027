package io.diabolo.delivery;

import io.diabolo.delivery.CustomerOnboardings.Answer;
import io.diabolo.platform.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** An onboarding as its customer finds it by the link. Reading changes nothing; it needs no script. */
@Controller
class CustomerOnboardingController {
    private static final String PAGE = "/o/{link}";
    private static final int LONGEST = 200;
    private final CustomerOnboardings onboardings;
    private final Texts texts;

    CustomerOnboardingController(CustomerOnboardings onboardings, Texts texts) {
        this.onboardings = onboardings;
        this.texts = texts;
    }

    /** All that the page shows, in the customer's language. */
    record Page(String link, CustomerOnboardings.Shown shown, String by, String fault, Texts texts) {
        Locale locale() {
            return shown.whole().onboarding().getLanguage().equals("fr") ? Locale.FRANCE : Locale.UK;
        }

        String t(String key, Object... args) {
            return texts.text(locale(), key, args);
        }

        String day(LocalDate day) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(locale())
                    .format(day);
        }

        boolean isRunning() {
            return shown.whole().onboarding().getState().equals("running");
        }

        List<OnboardingStep> theirs() {
            return shown.whole().steps().stream().filter(step -> !step.isOurs()).toList();
        }

        List<OnboardingStep> ours() {
            return shown.whole().steps().stream()
                    .filter(step -> step.isOurs() && !step.isCheck())
                    .toList();
        }

        LocalDate foreseen(OnboardingStep step) {
            var span = shown.whole().foreseen().get(step.id());
            return span == null ? step.dueOn() : span.to();
        }
    }

    @GetMapping(PAGE)
    ModelAndView show(@PathVariable String link, @RequestParam(defaultValue = "") String by) {
        return page(link, Typed.words(by, LONGEST), "", HttpStatus.OK);
    }

    private ModelAndView page(String link, String by, String fault, HttpStatus status) {
        var page = new Page(link, onboardings.show(link), by, fault, texts);
        return new ModelAndView("delivery/customerOnboarding", Map.of("page", page), status);
    }

    @PostMapping(PAGE + "/steps/{step}")
    ModelAndView tick(
            @PathVariable String link,
            @PathVariable UUID step,
            @RequestParam(defaultValue = "true") boolean done,
            @RequestParam(defaultValue = "") String by) {
        var name = Typed.words(by, LONGEST);
        return switch (onboardings.tick(link, step, done, name)) {
            case Answer.Done _ -> {
                var view = new RedirectView("/o/" + link);
                view.addStaticAttribute("by", name);
                view.setStatusCode(HttpStatus.SEE_OTHER);
                yield new ModelAndView(view);
            }
            case Answer.Closed _ -> page(link, name, "onboarding.public.closed", HttpStatus.CONFLICT);
            case Answer.Nameless _ -> page(link, name, "onboarding.public.nameless", HttpStatus.UNPROCESSABLE_CONTENT);
            case Answer.TooOften _ -> page(link, name, "onboarding.public.often", HttpStatus.TOO_MANY_REQUESTS);
        };
    }
}
