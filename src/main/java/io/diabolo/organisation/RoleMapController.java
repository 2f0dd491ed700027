package io.diabolo.organisation;

import io.diabolo.organisation.RoleMap.Role;
import io.diabolo.web.Ui;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** The map of roles: who works where on the double funnel, and what goes from whom to whom. */
@Controller
class RoleMapController {
    private final OwnRoles roles;

    RoleMapController(OwnRoles roles) {
        this.roles = roles;
    }

    record Page(RoleMap map, boolean mayChange) {
        String name(Role role, Ui ui) {
            var own = role.own();
            return own != null ? own : ui.t("roles." + role.role().id() + ".name");
        }

        /** As much as a bar has room for. */
        String label(RoleMap.Bar bar, Ui ui) {
            var role = bar.role();
            var own = role.own();
            var name = own != null ? own : CoveragePage.shortly(role.role(), ui);
            var most = (int) (bar.width() / 7.6);
            return name.length() <= most ? name : name.substring(0, Math.max(1, most - 1)) + "…";
        }

        String people(Role role, Ui ui) {
            return !role.names().isEmpty()
                    ? String.join(", ", role.names())
                    : ui.t(role.open() > 0 ? "rolemap.wanted" : "rolemap.nobody");
        }

        /** As much as a bar has room for: a name, or how many. */
        String shortly(RoleMap.Bar bar, Ui ui) {
            var role = bar.role();
            var all = people(role, ui);
            return all.length() <= bar.width() / 6.4
                    ? all
                    : role.isHeld() ? ui.t("rolemap.people", role.names().size()) : "";
        }

        String path(Role role) {
            return role.ownId() != null
                    ? "/own-roles/" + role.ownId()
                    : "/roles/" + role.role().id();
        }
    }

    @GetMapping("/organisation/roles")
    ModelAndView show(Ui ui) {
        return new ModelAndView(
                "organisation/roleMap", Map.of("page", new Page(roles.map(), PositionRights.mayChange(ui.me()))));
    }
}
