// Package faulttest tests the whole provider under faults: every write and every
// action under every fault, applies that are interrupted or killed, several applies
// at once, and a search for tokens where none may be. It has tests alone.
//
//	fault_test.go               every write under every fault
//	fault_check_test.go         what has to hold then
//	fault_write_test.go         the writes
//	fault_action_test.go        every action under every fault
//	fault_kind_test.go          the faults
//	interrupt_….go              Ctrl-C and SIGTERM in writes, waits, actions and sets
//	crash_test.go               applies that are killed
//	concurrency_test.go         another client at work, at every moment of every write
//	concurrency_other_test.go   what another client does
//	concurrency_read_test.go    a runner that goes during a read
//	concurrency_twin_test.go    two applies of one plan
//	concurrency_life_test.go    fifty at once, with a real Terraform
//	hostile_test.go             reads with any member of the answer corrupted
//	hostile_name_test.go        names that users of GitLab choose, in errors and warnings
//	upgrade_test.go             states that earlier versions wrote
//	version_test.go             one lifecycle with every version of GitLab
//	secret_test.go              the life of everything, and a search for tokens in what it leaves
//	secret_config_test.go       the configuration of that life
//	secret_spy_test.go          which tokens there were
//	secret_judge_test.go        where no token may be
//	secret_crash_test.go        the same after a crash
//	built_test.go               the provider as a program of its own
package faulttest
