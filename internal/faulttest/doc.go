// Package faulttest tests the whole provider under faults: every write and every
// action under every fault, interrupted, killed and concurrent applies, and a search
// for tokens in outputs, logs and files. It contains only tests.
package faulttest
