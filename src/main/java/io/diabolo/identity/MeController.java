package io.diabolo.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.diabolo.platform.NoSuchRecord;
import io.diabolo.platform.Workspaces;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who calls the API, where, and with which rights. */
@RestController
class MeController {
    private final Members members;
    private final Workspaces workspaces;

    MeController(Members members, Workspaces workspaces) {
        this.members = members;
        this.workspaces = workspaces;
    }

    record Me(
            UUID id,
            String name,
            @Nullable String email,
            List<String> roles,
            boolean administrator,
            String visibility,
            String locale,
            @JsonProperty("time_zone") String timeZone,
            String scope,
            Workspace workspace) {}

    record Workspace(UUID id, String name, String currency) {}

    @GetMapping("/api/v1/me")
    Me show(Ui ui) {
        var me = ui.me();
        var member = members.find(me.member());
        if (member == null) {
            throw new NoSuchRecord("member", me.member());
        }
        var settings = workspaces.settings();
        return new Me(
                me.member().value(),
                member.name(),
                member.email(),
                member.roles(),
                member.administrator(),
                member.sight().id(),
                me.locale().getLanguage(),
                me.zone().getId(),
                me.scope().id(),
                new Workspace(
                        me.workspace().value(),
                        settings.name(),
                        settings.currency().getCurrencyCode()));
    }
}
