package dev.noticeboard.agent.daemon.http;

/** Parameters' names as SSM's ARNs, of one region and account. */
final class Arns {
    private final String prefix;

    Arns(LocalHttpOptions options) {
        this.prefix = "arn:aws:ssm:" + options.region() + ":" + options.account() + ":parameter";
    }

    String of(String name) {
        return prefix + (name.startsWith("/") ? name : "/" + name);
    }

    /**
     * The name, with its selector, that a text stands for: itself, or what is behind the ARN's prefix.
     *
     * @throws Refused if it is an ARN of elsewhere
     */
    String strip(String nameOrArn) {
        if (!nameOrArn.startsWith("arn:")) {
            return nameOrArn;
        }
        if (!nameOrArn.startsWith(prefix + "/")) {
            throw new Refused(
                    Refused.Kind.MALFORMED,
                    "Name: is the ARN of another account, region or service. The agent's begin with " + prefix
                            + "/; ask by name, or set its region and account.");
        }
        String path = nameOrArn.substring(prefix.length());
        return path.indexOf('/', 1) < 0 ? path.substring(1) : path;
    }
}
