package io.diabolo.support;

import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.WorkspaceScope;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The one page on which customers say how it was, whoever asked. Looking at it says nothing; it needs no script. */
@Controller
class RatingController {
    private static final String RATING = "/ratings/{link}";
    private static final int LONGEST = 2_000;
    private final List<RatingSource> sources;
    private final Workspaces workspaces;

    RatingController(List<RatingSource> sources, Workspaces workspaces) {
        this.sources = sources;
        this.workspaces = workspaces;
    }

    /** @param chosen the score that is marked; null: none */
    record Page(
            String path,
            String house,
            Rating rating,
            @Nullable Integer chosen,
            String comment,
            boolean done,
            boolean fault) {
        boolean isChosen(int score) {
            return chosen != null && chosen == score;
        }
    }

    private record Found(RatingSource source, Rating rating) {}

    /** @throws NoSuchRecord when the link is no longer good, or never was */
    private Found find(SupportLink link, Ui ui) {
        for (var source : sources) {
            var rating = source.asked(link, ui.locale());
            if (rating != null) {
                return new Found(source, rating);
            }
        }
        throw new NoSuchRecord("rating", "unknown");
    }

    @GetMapping(RATING)
    ModelAndView show(@PathVariable String link, Ui ui) {
        var known = HelpController.key(link);
        return WorkspaceScope.in(known.workspace(), () -> {
            var rating = find(known, ui).rating();
            return page(link, rating, rating.score(), rating.comment(), false, false);
        });
    }

    private ModelAndView page(
            String link, Rating rating, @Nullable Integer chosen, String comment, boolean done, boolean fault) {
        var house = workspaces.settings().name();
        return new ModelAndView(
                "support/rating",
                Map.of("page", new Page("/ratings/" + link, house, rating, chosen, comment, done, fault)),
                fault ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    @PostMapping(RATING)
    ModelAndView answer(
            @PathVariable String link,
            @RequestParam(defaultValue = "") String score,
            @RequestParam(defaultValue = "") String comment,
            Ui ui) {
        var known = HelpController.key(link);
        var words = HelpController.cut(comment, LONGEST);
        return WorkspaceScope.in(known.workspace(), () -> {
            var found = find(known, ui);
            var number = score.matches("[0-9]{1,2}") ? Integer.parseInt(score) : -1;
            if (!found.rating().offers(number)) {
                return page(link, found.rating(), found.rating().score(), words, false, true);
            }
            found.source().answer(known, number, words);
            var after = find(known, ui).rating();
            return page(link, after, after.score(), after.comment(), after.open(), false);
        });
    }
}
