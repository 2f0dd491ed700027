package io.diabolo.organisation;

import io.diabolo.identity.Members;
import io.diabolo.web.Ui;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The organisation: who reports to whom, who is in which team, and which seats are empty. */
@Controller
class OrganisationController {
    private final Coverage coverage;
    private final Positions positions;
    private final Members members;

    OrganisationController(Coverage coverage, Positions positions, Members members) {
        this.coverage = coverage;
        this.positions = positions;
        this.members = members;
    }

    /** @param groups by team; empty when it is drawn by manager */
    record Page(
            List<OrganisationTree.Node> roots,
            List<OrganisationTree.Group> groups,
            boolean byTeam,
            long open,
            long planned,
            boolean mayChange,
            boolean answered) {
        boolean isEmpty() {
            return roots.isEmpty() && groups.isEmpty();
        }
    }

    @GetMapping("/organisation")
    ModelAndView show(@RequestParam(defaultValue = "") String by, Ui ui) {
        var seats = coverage.seats();
        var all = positions.all();
        var people = members.owners();
        var team = by.equals("team");
        return new ModelAndView(
                "organisation/organisation",
                Map.of(
                        "page",
                        new Page(
                                team ? List.of() : OrganisationTree.byManager(people, seats, all),
                                team ? OrganisationTree.byTeam(people, seats, all) : List.of(),
                                team,
                                all.stream().filter(Position::isOpen).count(),
                                all.stream()
                                        .filter(one -> one.state() == PositionState.PLANNED)
                                        .count(),
                                PositionRights.mayChange(ui.me()),
                                !all.isEmpty())));
    }
}
