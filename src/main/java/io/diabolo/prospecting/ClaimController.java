package io.diabolo.prospecting;

import io.diabolo.web.Flash;
import io.diabolo.web.Ui;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Claiming a company and giving it free, on pages and in the API. */
@Controller
class ClaimController {
    private final Claims claims;
    private final TargetLists lists;

    ClaimController(Claims claims, TargetLists lists) {
        this.claims = claims;
        this.lists = lists;
    }

    /** @param list from whose page it was asked, which is shown again */
    @PostMapping("/companies/{id:[0-9a-fA-F-]{36}}/claim")
    ModelAndView claim(@PathVariable UUID id, @RequestParam(defaultValue = "") String list, Ui ui) {
        switch (claims.claim(id, ui.me())) {
            case Claiming.Done(var claim, var changeSet) ->
                ui.flash(Flash.of("claim.done", ui.day(claim.until())).undoneBy("/changes/" + changeSet + "/reversal"));
            case Claiming.Already(var claim) -> ui.flash("claim.already", ui.day(claim.until()));
            case Claiming.Taken(var claim) -> ui.flash("claim.taken", claim.name(), ui.moment(claim.until()));
        }
        return back(id, list, ui);
    }

    @PostMapping("/companies/{id:[0-9a-fA-F-]{36}}/claim/removal")
    ModelAndView release(@PathVariable UUID id, @RequestParam(defaultValue = "") String list, Ui ui) {
        var changeSet = claims.release(id, ui.me());
        if (changeSet != null) {
            ui.flash(Flash.of("claim.released").undoneBy("/changes/" + changeSet + "/reversal"));
        }
        return back(id, list, ui);
    }

    private ModelAndView back(UUID company, String list, Ui ui) {
        var id = TargetListController.cursor(list);
        return ProfileEditController.seeOther(
                id == null
                        ? "/companies/" + company
                        : "/lists/" + lists.get(id, ui.me()).id());
    }

    @GetMapping("/api/v1/companies/{id}/claim")
    @ResponseBody
    Map<String, @Nullable Object> get(@PathVariable UUID id, Ui ui) {
        return json(claims.seen(id, ui.me()));
    }

    /** 201 for a new claim, 200 for one that was the member's already, 409 with the claim for a colleague's. */
    @PutMapping("/api/v1/companies/{id}/claim")
    ResponseEntity<Map<String, @Nullable Object>> put(@PathVariable UUID id, Ui ui) {
        return switch (claims.claim(id, ui.me())) {
            case Claiming.Done(var claim, var changeSet) ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header("Diabolo-Change-Set", changeSet.toString())
                        .body(json(claim));
            case Claiming.Already(var claim) -> ResponseEntity.ok(json(claim));
            case Claiming.Taken(var claim) ->
                ResponseEntity.status(HttpStatus.CONFLICT).body(json(claim));
        };
    }

    @DeleteMapping("/api/v1/companies/{id}/claim")
    ResponseEntity<Void> delete(@PathVariable UUID id, Ui ui) {
        var changeSet = claims.release(id, ui.me());
        var answer = ResponseEntity.noContent();
        if (changeSet != null) {
            answer.header("Diabolo-Change-Set", changeSet.toString());
        }
        return answer.build();
    }

    private static Map<String, @Nullable Object> json(@Nullable Claim claim) {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("member_id", claim == null ? null : claim.member().toString());
        body.put("member", claim == null ? null : claim.name());
        body.put("since", claim == null ? null : claim.since().toString());
        body.put("until", claim == null ? null : claim.until().toString());
        return body;
    }
}
