package dev.noticeboard.agent;

/** A parameter that the application cannot do without is not served. Names the parameter and the remedy. */
public final class MissingParameterException extends RuntimeException {
    MissingParameterException(String name, AgentStatus status) {
        super(name + why(name, status));
    }

    private static String why(String name, AgentStatus status) {
        if (status.state() == AgentStatus.State.STARTING) {
            String error = status.lastError();
            return " cannot be read: nothing of " + status.namespace() + " is served yet"
                    + (error == null ? "" : " (" + error + ")")
                    + ". Let the start wait for it (whenNothingToServe), or read with find() or orElse(default).";
        }
        if (status.withheld().stream().anyMatch(w -> w.names().contains(name))) {
            return " is not served: a guard withholds its change on this host. See the agent's status for the reason.";
        }
        return " is not there at revision " + status.revision() + " of " + status.namespace()
                + ". Put it, correct the name, or read it with find() or orElse(default).";
    }
}
