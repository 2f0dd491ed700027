package io.diabolo.identity;

import io.diabolo.platform.MemberId;
import io.diabolo.platform.NotAllowed;
import io.diabolo.web.Ui;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Looking at the demo as another member. Isn't there at all without a demo. */
@Controller
@ConditionalOnBooleanProperty("diabolo.demo")
class DemoController {
    private final Demo demo;
    private final Members members;
    private final Sessions sessions;

    DemoController(Demo demo, Members members, Sessions sessions) {
        this.demo = demo;
        this.members = members;
        this.sessions = sessions;
    }

    @GetMapping("/demo")
    ModelAndView list() {
        return new ModelAndView("identity/demo").addObject("members", members.active());
    }

    @PostMapping("/demo/member")
    ModelAndView enter(@RequestParam UUID member, Ui ui, HttpServletRequest request, HttpServletResponse response) {
        if (!Loopback.is(request)) {
            throw new NotAllowed("demo");
        }
        sessions.begin(demo.member(new MemberId(member), ui.me()), request, response);
        return new ModelAndView("redirect:/");
    }
}
