package planted.web;

/** Breaks the rule that names say what a thing is. */
class WebUtils {}
