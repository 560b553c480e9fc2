package configtoml_test

import "time"

// machineConfig is the section of the executor docker+machine.
type machineConfig struct {
	MaxGrowthRate          int
	IdleCount              int
	IdleScaleFactor        float64
	IdleCountMin           int
	IdleTime               int
	MaxBuilds              int
	MachineDriver          string
	MachineName            string
	MachineOptions         []string
	MachineOptionsWithName []string
	Autoscaling            []struct {
		Periods         []string
		Timezone        string
		IdleCount       int
		IdleScaleFactor float64
		IdleCountMin    int
		IdleTime        int
	} `toml:"autoscaling"`
}

type instanceConfig struct {
	AllowedImages     []string `toml:"allowed_images"`
	UseCommonBuildDir bool     `toml:"use_common_build_dir"`
}

type autoscalerConfig struct {
	CapacityPerInstance       int                        `toml:"capacity_per_instance"`
	MaxUseCount               int                        `toml:"max_use_count"`
	MaxInstances              int                        `toml:"max_instances"`
	Plugin                    string                     `toml:"plugin"`
	PluginConfig              anything                   `toml:"plugin_config"`
	ConnectorConfig           connectorConfig            `toml:"connector_config"`
	Policy                    []scalingPolicy            `toml:"policy"`
	InstanceReadyCommand      string                     `toml:"instance_ready_command"`
	InstanceAcquireTimeout    time.Duration              `toml:"instance_acquire_timeout"`
	UpdateInterval            time.Duration              `toml:"update_interval"`
	DeleteInstancesOnShutdown bool                       `toml:"delete_instances_on_shutdown"`
	ReservationThrottling     *bool                      `toml:"reservation_throttling"`
	LogInternalIP             bool                       `toml:"log_internal_ip"`
	InstanceCreationBuckets   []float64                  `toml:"instance_creation_time_buckets"`
	ScaleThrottle             struct{ Limit, Burst int } `toml:"scale_throttle"`
	StateStorage              struct {
		Enabled                      bool   `toml:"enabled"`
		Dir                          string `toml:"dir"`
		KeepInstanceWithAcquisitions bool   `toml:"keep_instance_with_acquisitions"`
	} `toml:"state_storage"`
	VMIsolation struct {
		Enabled         bool            `toml:"enabled"`
		NestingHost     string          `toml:"nesting_host"`
		NestingConfig   anything        `toml:"nesting_config"`
		Image           string          `toml:"image"`
		ConnectorConfig connectorConfig `toml:"connector_config"`
	} `toml:"vm_isolation"`
}

type scalingPolicy struct {
	Periods          []string      `toml:"periods"`
	Timezone         string        `toml:"timezone"`
	IdleCount        int           `toml:"idle_count"`
	IdleTime         time.Duration `toml:"idle_time"`
	ScaleFactor      float64       `toml:"scale_factor"`
	ScaleFactorLimit int           `toml:"scale_factor_limit"`
	PreemptiveMode   *bool         `toml:"preemptive_mode"`
}

type connectorConfig struct {
	OS                   string        `toml:"os"`
	Arch                 string        `toml:"arch"`
	Protocol             string        `toml:"protocol"`
	ProtocolPort         int           `toml:"protocol_port"`
	Username             string        `toml:"username"`
	Password             string        `toml:"password"`
	KeyPath              string        `toml:"key_path"`
	UseStaticCredentials bool          `toml:"use_static_credentials"`
	Keepalive            time.Duration `toml:"keepalive"`
	Timeout              time.Duration `toml:"timeout"`
	UseExternalAddr      bool          `toml:"use_external_addr"`
}

// anything is the configuration of a plugin, which GitLab Runner does not interpret.
type anything map[string]any

func (a *anything) UnmarshalTOML(data any) error {
	*a, _ = data.(map[string]any)

	return nil
}
