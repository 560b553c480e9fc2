package providerdata

// pair is a runner and a project.
type pair struct {
	runner, project int64
}

// RecordManaged records that the state has the assignment of a runner to a
// project. The plan of a replacement contains a create of it.
func (s *Data) RecordManaged(runner, project int64) { s.managed.Store(pair{runner, project}, true) }

// IsManaged reports whether RecordManaged was called in this run.
func (s *Data) IsManaged(runner, project int64) bool {
	_, managed := s.managed.Load(pair{runner, project})

	return managed
}

// RecordAssigned records that a resource has assigned a runner to a project in
// this run, or has found it assigned as configured.
func (s *Data) RecordAssigned(runner, project int64) { s.assigned.Store(pair{runner, project}, true) }

// IsAssigned reports whether RecordAssigned was called in this run. The destroy
// of another object must not undo it.
func (s *Data) IsAssigned(runner, project int64) bool {
	_, assigned := s.assigned.Load(pair{runner, project})

	return assigned
}
