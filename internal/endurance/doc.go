// Package endurance is where the provider as a whole is made to suffer: every
// write under every fault, applies that are killed, several at once, and a
// search for tokens where none may be. It has tests alone.
//
//	fault_test.go          every write under every fault, and what has to hold
//	fault_write_test.go    the writes
//	fault_kind_test.go     the faults
//	crash_test.go          applies that are killed
//	hostile_test.go        reads with any member of the answer spoilt
//	hostile_name_test.go   names that anybody can choose, in what is said
package endurance
