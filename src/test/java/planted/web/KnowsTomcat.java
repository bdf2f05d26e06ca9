package planted.web;

import org.apache.catalina.connector.Request;

/** Breaks the rule that Tomcat stays in front. */
record KnowsTomcat(Request request) {}
