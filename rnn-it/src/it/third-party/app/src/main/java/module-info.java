/** Names the core alone; the plug-ins are found as providers. */
module app {
    requires dev.rnn4j.core;
}
