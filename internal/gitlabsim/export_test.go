package gitlabsim

// Routes lists every endpoint as "METHOD /path", for the test of the
// documentation.
func Routes() []string {
	var all []string

	for _, table := range routes {
		for _, r := range table {
			all = append(all, r.method+" /"+r.path)
		}
	}

	return all
}

// WithCapacity limits the rows of the emulator.
func WithCapacity(n int) Option {
	return func(s *Server) { s.capacity = n }
}
