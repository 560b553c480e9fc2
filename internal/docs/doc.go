// Package docs compares the documentation with the code: the guide
// "Troubleshooting" explains every error and warning, every link leads somewhere,
// the paths that the contribution guide names exist, and a reader can follow every
// guide in an empty folder. It contains tests alone; the documentation itself is
// made of templates and examples.
//
//	guide_block_test.go     the blocks of a guide with their markers
//	guide_test.go           every guide, followed with a real Terraform
//	guide_reader_test.go    the reader: files, commands
//	guide_install_test.go   what the reader has installed: the provider, the emulator
//	guide_output_test.go    what a command prints, compared with what the guide shows
//	guide_event_test.go     events outside of a guide
//	guide_pipeline_test.go  the jobs of a pipeline file
//	guide_state_test.go     GitLab's store of states
//	guide_standin_test.go   the providers of others
package docs
